using Cer.Operations.Ports;

namespace Cer.Operations.Backup;

/// <summary>Months settled anew, without keeping the run.</summary>
public sealed record SettledAgain(
    string InputSha256, IReadOnlyList<SettledMonth> Months, IReadOnlyList<MemberMonth> Members);
