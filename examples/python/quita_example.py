#!/usr/bin/env python3
"""Quita from Python, by ctypes alone: LD_LIBRARY_PATH must find libquita.so."""
import ctypes
import json

library = ctypes.CDLL("libquita.so.0")


class Refused(Exception):
    pass


def call(function, given):
    """Calls `function` with bytes, text or what JSON can carry; gives the answer's bytes."""
    if not isinstance(given, (bytes, str)):
        given = json.dumps(given)
    if isinstance(given, str):
        given = given.encode()
    output, size = ctypes.c_void_p(), ctypes.c_size_t()
    code = getattr(library, function)(
        given, ctypes.c_size_t(len(given)), ctypes.byref(output), ctypes.byref(size))
    answer = ctypes.string_at(output, size.value) if output else b""
    library.quita_free(output)
    if code > 1:
        raise Refused(json.loads(answer)["erro"] if answer else "sem memória")
    return answer


slip = {"banco": "341", "agencia": "0057", "conta": "12345", "conta_dv": "7", "carteira": "109",
        "nosso_numero": "12345678", "valor": "1299.90", "vencimento": "2026-12-10"}
made = json.loads(call("quita_boleto_make", slip))
print(made["linha_digitavel"])

read = json.loads(call("quita_boleto_read",
                       {"codigo": made["linha_digitavel"], "hoje": "2026-11-22"}))
assert (read["valor"], read["vencimento"]) == (129990, "2026-12-10")

slip["beneficiario"] = {"nome": "Serra Azul Ltda", "documento": "48317265000144",
                        "endereco": "Rua das Acácias, 1450", "cidade": "São Paulo/SP"}
slip["pagador"] = {"nome": "Mercearia São João", "documento": "20745631000147",
                   "endereco": "Avenida Conceição, 88", "cidade": "Campinas/SP"}
pdf = call("quita_boleto_pdf", {"boletos": [slip]})
assert pdf.startswith(b"%PDF-")

code = json.loads(call("quita_pix_make", {"chave": "financeiro@serraazul.com.br",
                                          "nome": "Serra Azul", "cidade": "São Paulo",
                                          "valor": "1299.90"}))["br_code"]
assert json.loads(call("quita_pix_read", {"br_code": code}))["valor"] == 129990

late = {"data": "2026-12-14", "vencimento": "2026-12-10", "valor": "1000.00",
        "multa": {"modalidade": 2, "valorPerc": "2.00"},
        "juros": {"modalidade": 3, "valorPerc": "1.00"}}
assert json.loads(call("quita_pix_charges", late))["total"] == 102133

try:
    call("quita_boleto_make", {**slip, "conta": "doze"})
    raise AssertionError("uma conta sem algarismos foi aceita")
except Refused as refused:
    print(refused.args[0]["mensagem"])
