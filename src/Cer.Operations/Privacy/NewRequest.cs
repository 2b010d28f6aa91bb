using NodaTime;

namespace Cer.Operations.Privacy;

/// <summary>A request as a member makes it.</summary>
public sealed record NewRequest(string Kind, YearMonth? Month, Instant? Hour, string Text);
