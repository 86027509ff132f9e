-- When somebody last talked with a customer: the régua is quiet for some days after it.
CREATE INDEX event_conversation ON event (tenant_id, party_id, at) WHERE kind = 'party.conversation'
