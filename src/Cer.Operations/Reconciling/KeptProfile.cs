using Cer.Exchange.Gse;

namespace Cer.Operations.Reconciling;

/// <summary>A profile as it is kept; version 0 is the program's own.</summary>
public sealed record KeptProfile(StatementProfile Profile, int Version);
