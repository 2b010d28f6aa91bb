using NodaTime;

namespace Cer.Operations.Board;

/// <summary>Who took a mend back, why and when.</summary>
public sealed record MendWithdrawal(string Author, string Reason, Instant At);
