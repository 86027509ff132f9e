// What the API says, by the names that the console uses. The shapes come from the OpenAPI document
// of the route table (openapi.json, `npm run api`); where the server writes a fixed set of words
// as plain text, the set is named here.
import type { components } from './schema';

type S = components['schemas'];

export interface Page<T> {
  items: T[];
  next_cursor?: string | null;
}

export type Role = 'owner' | 'manager' | 'analyst' | 'viewer';
export type User = Omit<S['UserView'], 'role'> & { role: Role };
export type Company = S['CompanyView'];
export type Me = Omit<S['MeView'], 'user'> & { user: User };
export type UserRow = S['UserRow'];
export type SessionRow = S['SessionRow'];
export type ApiKeyRow = S['ApiKeyRow'];
export type AuditRow = S['AuditView'];
export type Smtp = S['SmtpView'];
export type Sms = S['SmsView'];
export type SmsText = S['SmsTextView'];
export type SmsPreview = S['SmsPreview'];
export type Channel = S['ChannelView'];
export type Channels = S['ChannelViews'];
export type Dkim = S['DkimView'];
export type DkimCheck = S['DkimCheckView'];
export type MailAccountRow = S['SmtpAccountView'];
export type MailTraceSetting = S['MailTraceSetting'];
export type ReturnsMailbox = S['ReturnsMailboxView'];
export type ContactBudget = S['LimitsView'];
export type DelayBandSettings = S['DelayBandsView'];
export type DelayBand = S['DelayBandView'];

export type Contact = S['Contact'];
export type ContactState = Contact['state'];
export type Address = S['Address'];
export type PartyRow = S['PartyRow'];
export type Party = S['PartyView'];
export type Note = S['Note'];
export type TimelineEvent = S['TimelineEvent'];

export type TitleRow = S['TitleRow'];
export type TitlePage = S['TitlePage'];
export type Terms = S['TermsView'];
export type Instrument = S['InstrumentView'];
export type Title = S['TitleView'];
export type JournalEntry = S['EntryView'];
export type NewTitle = S['CreateTitle'];
export type NfeResult = S['InvoiceView'];
export type CsvPreview = S['ImportPreview'];
export type TitleCsvPreview = S['TitlePreview'];
export type SearchHit = S['Hit'];

export type Account = Omit<S['AccountView'], 'layout' | 'returns'> & {
  layout: 'CNAB240' | 'CNAB400';
  returns: 'automatic' | 'daily' | 'never';
};
export type Bank = S['BankView'];
export type Remittance = S['RemittanceView'];
export type RemittanceDetail = S['RemittanceDetail'];
export type MadeRemittance = S['MadeRemittanceView'];
export type ReturnFile = S['ReturnView'];
export type ReturnDetail = S['ReturnDetail'];
export type ReturnLine = S['ReturnLineView'];
export type LateReturn = S['LateReturnView'];

export type OutboxRow = S['OutboxView'];
export type Template = S['TemplateView'];
export type TemplateVariable = S['VariableView'];
export type TemplatePreview = S['Letter'];
export type Proof = S['ProofView'];
export type ProofPack = S['ProofPackView'];
export type ProofVerdict = S['ProofVerdictView'];
export type TemplateSample = S['SampleView'];
export type TemplateSamples = S['SampleViews'];
export type TextSettings = S['TextSettings'];
export type Tone = TextSettings['tone'];
export type TextsCheck = S['TextsView'];
export type TextFinding = S['FindingView'];
export type DemoMail = S['DemoMailView'];

export type Step = S['StepIn'];
export type StepDates = S['StepView'];
export type Segment = S['SegmentIn'];
export type Policy = S['PolicyView'];
export type Policies = S['Policies'];
export type PolicyDraft = S['PolicyIn'];
export type TrialResult = S['TrialResult'];
export type PolicyTrial = Omit<S['TrialView'], 'state'> & {
  state: 'waiting' | 'running' | 'done' | 'failed';
};
export type Experiment = Omit<S['ExperimentView'], 'winner'> & {
  winner?: 'champion' | 'challenger' | 'none' | null;
};
export type ExperimentResult = S['ResultView'];
export type ExperimentPage = { experiment: Experiment; result: ExperimentResult };
export type ProfileRule = S['ProfileRuleView'];
export type Decision = S['DecisionView'];
export type DunningDay = S['DayOut'];
export type Why = S['WhyOut'];
export type Task = S['TaskView'];
export type CallScript = S['CallScriptView'];

export type Letters = S['LettersView'];
export type PostingList = S['PostingListView'];
export type PostingItem = S['PostingItemView'];

export type WhatsApp = S['WhatsAppView'];
export type WhatsAppTemplates = S['WhatsAppTemplates'];
export type ApprovedTemplate = S['ApprovedView'];
export type WhatsAppForm = S['FormIn'];
export type WhatsAppMessage = S['FormView'];
export type IncomingMessage = S['IncomingView'];
export type Conversation = S['ConversationView'];
export type Phone = S['PhoneView'];
export type PhoneMessage = S['PhoneMessage'];
export type PaymentPromise = S['PromiseView'];
export type PayerProfile = S['ProfileView'];
export type BankOrder = S['BankOrderView'];
export type Credit = S['CreditView'];
export type CreditReservation = S['ReservationView'];
export type Call = S['CallView'];
export type CallIn = S['CallIn'];
export type CallSheet = S['CallSheetView'];
export type WorkItem = S['WorkItemView'];
export type WorkPage = S['WorkPageView'];
export type QueueRule = S['QueueRuleView'];
export type Queues = S['QueuesView'];
export type Campaign = S['CampaignView'];
export type CampaignIn = S['CampaignIn'];
export type Agreement = S['AgreementView'];
export type AgreementRules = S['AgreementRulesView'];
export type CampaignOutcome = S['OutcomeView'];
export type CampaignPreview = S['PreviewView'];
export type Statement = S['StatementView'];
export type Team = S['TeamView'];
export type PromiseLimits = S['PromiseLimitsView'];
export type NextStep = S['NextStepOut'];
export type Hold = S['HoldView'];
export type ContactLaw = S['ContactLawView'];
export type LawEntry = S['LawEntryView'];
export type LegalBasis = S['LegalBasisView'];

export type Dashboard = S['DashboardView'];
export type Band = S['BandView'];
export type Aging = S['AgingView'];
