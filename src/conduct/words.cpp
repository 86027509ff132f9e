// What may not be said, and what to say instead. Each line comes from complaints, court decisions
// on abusive collection and the policies of carriers, put in our own words; the law stands in
// conduct.h.
#include <array>

#include "conduct/conduct.h"

namespace quita::conduct {
namespace {

using Rule = ConductRule;

constexpr std::array table = {
    ConductWords{Rule::prison, Severity::hard,
                 "prisao|prisoes; cadeia; ser|vai|sera|serao preso|presa|presos|presas; detencao; "
                 "atras das grades",
                 "Diga o que se deve e como pagar. Dívida civil não leva ninguém à prisão."},
    ConductWords{Rule::threat, Severity::hard,
                 "policia|policial|policiais|delegacia; boletim de ocorrencia; "
                 "crime|crimes|criminal|criminais|criminos*; estelionat*; fraudador*; golpista*; "
                 "ma fe",
                 "Retire: atrasar um pagamento não é crime. Pergunte o que houve e ofereça ajuda."},
    ConductWords{Rule::threat, Severity::hard,
                 "sofrer|sofrera|arcar|arcara|arque ... consequencia*; arrepend*; pagar|paga caro; "
                 "sab* onde|aonde voce|vc|tu mora|trabalha|vive; vamos|iremos bater na sua porta; "
                 "vai se ver; ameac*; cuidado com voce; a coisa vai ficar feia; "
                 "nao brinque conosco; vamos|iremos te encontrar|achar|pegar; voce|vc vai ver",
                 "Diga em termos simples o que a empresa propõe: pagar, combinar ou contestar."},
    ConductWords{Rule::shame, Severity::hard,
                 "calote|calotes|caloteir*; mau|maus pagador*; nome sujo; "
                 "suja|sujar|sujara|sujaremos|sujou|sujando ... nome; nome na lama; "
                 "vergonha na cara; sem vergonha; semvergonha; que vergonha; vergonhos*; "
                 "tenha|tome|crie vergonha; pass* vergonha; vagabund*; safad*; trambiqueir*; "
                 "pilantra*; irresponsavel|irresponsaveis; desonest*; velhac*; espertinh*; "
                 "moleque; trapaceir*; falta de carater; mau carater; evit* ... constrangimento*; "
                 "lista negra; lista de devedores",
                 "Trate o cliente como quem quer pagar: “identificamos um título em aberto”."},
    ConductWords{Rule::third_party, Severity::hard,
                 "avis*|inform*|comunic*|contar*|contare*|lig*|procur*|notific*|acion*|cobrar* ... "
                 "patrao|chefe|empregador; "
                 "avis*|inform*|comunic*|contar*|contare*|lig*|procur*|notific*|cobrar* ... "
                 "seu|sua|seus|suas|teu|tua mae|pai|pais|amig*|avo|irma|irmao|rh|vizinh*|parente*|"
                 "famil*|colegas|esposa|marido|conjuge|sogr*; "
                 "cobrar*|ligar*|ir|vamos|iremos ... no seu trabalho|emprego; "
                 "todo|todos ... vao|vai saber; todos saberao; divulg*|public* ... seu nome; "
                 "expor|expomos|expoe|exporemos ... seu nome; "
                 "divulg*|public*|expor ... redes sociais",
                 "Retire: a cobrança é assunto só entre a empresa e o cliente (CDC 42 e LGPD)."},
    ConductWords{
        Rule::false_consequence, Severity::hard,
        "cpf|cnpj ... bloquead*|cancelad*|suspens*|irregular; "
        "bloque*|cancel*|suspen* ... cpf|cnpj|celular|whatsapp|cartao|cartoes|salario|"
        "beneficio|aposentadoria|inss; "
        "bloque*|congel* ... conta bancaria|corrente|poupanca|salario; "
        "perd* ... sua|seus|suas|seu casa|bens|imovel|carro|moto|emprego|beneficio|"
        "aposentadoria; tom*|lev*|retir* ... seus bens; tomar|tomaremos sua casa|moto; "
        "descont* ... salario; nunca mais ... credito|comprar|financiar; "
        "perd* ... guarda; divida|debito eterna|eterno",
        "Diga só o que de fato acontece: os encargos combinados e o que a empresa decidiu."},
    ConductWords{
        Rule::court_simulation, Severity::hard,
        "oficial|oficiais de justica; mandado|mandados; intimac*|intimad*|intimamos; "
        "notificac*|citac*|convocac*|ordem|ordens|aviso judicial|judiciais; penhora*; "
        "busca e apreensao; arresto; leilao ... bens; tribunal de justica; "
        "poder judiciario; vara civel; juiz|juiza|juizes; execucao judicial; "
        "processo numero|nr; convocad* ... audiencia; audiencia ... marcada|designada",
        "Uma carta de cobrança não pode parecer da Justiça. Assine com o nome da empresa."},
    ConductWords{Rule::false_urgency, Severity::hard,
                 "ultima|ultimas|derradeira chance|chances|oportunidade|oportunidades|tentativa; "
                 "prazo fatal|improrrogavel; agora ou nunca; antes que seja tarde; aviso final; "
                 "so|somente|apenas hoje ... negativ*|protest*|process*; "
                 "seu tempo ... acab*|esgot*",
                 "Escreva a data certa: “valor válido para pagamento até {{hoje}}”."},
    ConductWords{Rule::lawful_consequence, Severity::soft,
                 "spc; serasa; scpc; negativac*|negativad*|negativar*|negativem*; "
                 "cadastro|cadastros|orgao|orgaos|lista de protecao ao credito; "
                 "restricao|restricoes ... cpf|cnpj|nome|credito; limp* ... nome; nome limpo",
                 "Só quando a empresa de fato inscreve, e depois da comunicação prévia por escrito "
                 "(CDC 43, § 2º): diga quando e como evitar."},
    ConductWords{Rule::lawful_consequence, Severity::soft, "protest*; cartorio|cartorios|tabelion*",
                 "Só quando a empresa de fato protesta este título: diga a data e como evitar."},
    ConductWords{Rule::lawful_consequence, Severity::soft,
                 "medida|medidas|acao|acoes|via|vias|meio|meios|processo|cobranca judicial|"
                 "judiciais; ajuiz*; advogad*; juridico",
                 "Só quando a decisão já foi tomada. Se não, convide a conversar antes."},
    ConductWords{Rule::pressure, Severity::soft,
                 "medidas|providencias cabiveis; sob pena de; consequencia*; "
                 "evit* ... transtorno*|aborreciment*|dissabor*|incomodo*; "
                 "nao nos responsabiliz*; sera tarde; nao nos obrigue|force; somos obrigados; "
                 "ultimo|ultimos aviso|avisos|comunicado|contato|alerta|prazo",
                 "Diga o fato: o que acontece, em que dia, e o que o cliente pode fazer."},
    ConductWords{Rule::pressure, Severity::soft,
                 "urgente|urgentes|urgencia|urgentemente; imediatamente; pagamento imediato; "
                 "pag*|regulariz*|quit* ... 24h|48h|72h; "
                 "pag*|regulariz*|quit* ... 24|48|72 h|hora|horas; so|somente|apenas hoje; "
                 "nao perca ... chance|oportunidade",
                 "Troque a pressa por uma data: “este valor vale para pagamento até {{hoje}}”."},
    ConductWords{Rule::pressure, Severity::soft, "devedor|devedora|devedores; inadimplente*",
                 "Prefira “cliente” e “título em aberto”."},
};

constexpr std::string_view innocent =
    "saldo|saldos devedor*; pe de moleque; juiz de fora; "
    "cadeia|cadeias de suprimento*|abastecimento|frio|valor|producao|fornecimento|distribuicao|"
    "lojas|restaurantes|farmacias";

}  // namespace

std::span<const ConductWords> conduct_words() { return table; }
std::string_view innocent_phrases() { return innocent; }

}  // namespace quita::conduct
