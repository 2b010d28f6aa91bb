namespace Cer.Operations.Documents;

/// <summary>What sending the documents of a month came to.</summary>
/// <param name="Queued">Letters that were put into the outbox now.</param>
/// <param name="AlreadySent">Letters that had been put before and stay as they are.</param>
/// <param name="WithoutAddress">Documents that nobody with an address is there for.</param>
/// <param name="Unsubscribed">Letters not put: their readers want none of the kind.</param>
/// <param name="Undeliverable">Letters not put: a server said for good that the address does not exist.</param>
public sealed record SendingReport(int Queued, int AlreadySent, int WithoutAddress, int Unsubscribed = 0, int Undeliverable = 0);
