-- Companies (tenants), their people, keys, sessions; what everybody did. Every table carries
-- tenant_id first in its primary key (DESIGN law 8), but for the two directories of the
-- installation: tenant, and login, which finds the company of an e-mail address.
-- Instants are milliseconds since 1970 UTC; money is centavos; rates are millionths (ppm).
CREATE TABLE tenant (
  id {uuid} NOT NULL PRIMARY KEY,
  legal_name {text} NOT NULL,
  trade_name {text} NOT NULL,
  document {text} NOT NULL,
  street {text} NOT NULL DEFAULT '',
  number {text} NOT NULL DEFAULT '',
  complement {text} NOT NULL DEFAULT '',
  district {text} NOT NULL DEFAULT '',
  city {text} NOT NULL DEFAULT '',
  state {text} NOT NULL DEFAULT 'SP',
  postal_code {text} NOT NULL DEFAULT '',
  email {text} NOT NULL DEFAULT '',
  phone {text} NOT NULL DEFAULT '',
  time_zone {text} NOT NULL,
  demo {integer} NOT NULL DEFAULT 0,
  link_generation {integer} NOT NULL DEFAULT 1,
  created_at {integer} NOT NULL
)
--;
CREATE TABLE login (
  email {text} NOT NULL,
  tenant_id {uuid} NOT NULL,
  user_id {uuid} NOT NULL,
  PRIMARY KEY (email, tenant_id)
){without_rowid}
--;
CREATE TABLE app_user (
  tenant_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  email {text} NOT NULL,
  name {text} NOT NULL,
  role {text} NOT NULL CHECK (role IN ('owner', 'manager', 'analyst', 'viewer')),
  password_hash {text} NOT NULL,
  totp_sealed {blob},
  totp_confirmed_at {integer},
  totp_step {integer} NOT NULL DEFAULT 0,
  recovery_hashes {text} NOT NULL DEFAULT '',
  failures {integer} NOT NULL DEFAULT 0,
  locked_until {integer},
  created_at {integer} NOT NULL,
  disabled_at {integer},
  PRIMARY KEY (tenant_id, id)
){without_rowid}
--;
CREATE UNIQUE INDEX app_user_email ON app_user (tenant_id, email)
--;
CREATE TABLE user_session (
  tenant_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  token_hash {blob} NOT NULL,
  user_id {uuid} NOT NULL,
  created_at {integer} NOT NULL,
  seen_at {integer} NOT NULL,
  expires_at {integer} NOT NULL,
  ip {text} NOT NULL DEFAULT '',
  user_agent {text} NOT NULL DEFAULT '',
  revoked_at {integer},
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES app_user (tenant_id, id)
){without_rowid}
--;
CREATE UNIQUE INDEX user_session_token ON user_session (tenant_id, token_hash)
--;
CREATE TABLE password_reset (
  tenant_id {uuid} NOT NULL,
  token_hash {blob} NOT NULL,
  user_id {uuid} NOT NULL,
  created_at {integer} NOT NULL,
  expires_at {integer} NOT NULL,
  used_at {integer},
  PRIMARY KEY (tenant_id, token_hash),
  FOREIGN KEY (tenant_id, user_id) REFERENCES app_user (tenant_id, id)
){without_rowid}
--;
CREATE TABLE api_key (
  tenant_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  name {text} NOT NULL,
  token_hash {blob} NOT NULL,
  scopes {text} NOT NULL,
  created_by {uuid},
  created_at {integer} NOT NULL,
  used_at {integer},
  revoked_at {integer},
  PRIMARY KEY (tenant_id, id)
){without_rowid}
--;
CREATE UNIQUE INDEX api_key_token ON api_key (tenant_id, token_hash)
--;
-- Who did what, when, from where; before and after as JSON.
CREATE TABLE audit (
  tenant_id {uuid} NOT NULL,
  id {uuid} NOT NULL,
  at {integer} NOT NULL,
  actor_kind {text} NOT NULL,
  actor_id {uuid},
  actor_name {text} NOT NULL,
  ip {text} NOT NULL DEFAULT '',
  action {text} NOT NULL,
  subject_kind {text} NOT NULL,
  subject_id {uuid},
  before_json {text},
  after_json {text},
  PRIMARY KEY (tenant_id, id)
){without_rowid}
--;
CREATE INDEX audit_subject ON audit (tenant_id, subject_id, id)
--;
CREATE TABLE idempotency (
  tenant_id {uuid} NOT NULL,
  key {text} NOT NULL,
  route {text} NOT NULL,
  request_hash {blob} NOT NULL,
  status {integer} NOT NULL,
  content_type {text} NOT NULL,
  body {blob} NOT NULL,
  created_at {integer} NOT NULL,
  PRIMARY KEY (tenant_id, key)
){without_rowid}
--;
-- Keys count for a day; what is older goes with the next claim.
CREATE INDEX idempotency_age ON idempotency (tenant_id, created_at)
--;
-- Settings by name (SMTP, contact caps …); a secret value is sealed.
CREATE TABLE setting (
  tenant_id {uuid} NOT NULL,
  name {text} NOT NULL,
  value {text} NOT NULL,
  sealed {blob},
  changed_at {integer} NOT NULL,
  PRIMARY KEY (tenant_id, name)
){without_rowid}
--;
-- Work is claimed tenant by tenant: who holds a named piece of work, until when.
CREATE TABLE lease (
  tenant_id {uuid} NOT NULL,
  name {text} NOT NULL,
  holder {text} NOT NULL,
  until {integer} NOT NULL,
  PRIMARY KEY (tenant_id, name)
){without_rowid}
