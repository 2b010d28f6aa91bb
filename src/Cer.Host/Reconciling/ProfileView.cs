using Cer.Exchange.Gse;

namespace Cer.Host.Reconciling;

/// <summary>A profile; version 0 is the program's own.</summary>
internal sealed record ProfileView(int Version, StatementProfile Profile);
