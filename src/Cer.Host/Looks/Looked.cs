using Cer.Operations.Looks;

namespace Cer.Host.Looks;

/// <summary>On an endpoint: whoever of the staff calls it is noted, with what he asked for.</summary>
internal sealed record Looked(LookKind Kind);
