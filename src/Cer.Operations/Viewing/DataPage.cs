using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Viewing;

/// <summary>How complete the data are, and what of them waits for somebody.</summary>
/// <param name="Days">The last days: quarter hours that should be there, that are, and that were not measured.</param>
/// <param name="Gaps">What lacks, the newest day first.</param>
/// <param name="GapsAt">When it was searched for; null while the first search runs.</param>
/// <param name="Silent">Devices that are silent, then those that were.</param>
/// <param name="Incidents">What meters told that somebody should know: what lasts, then what is over.</param>
/// <param name="Quarantine">The lines that wait, oldest message first.</param>
public sealed record DataPage(
    IReadOnlyList<(LocalDate Day, long Expected, long Received, long Estimated)> Days,
    IReadOnlyList<LabelledGap> Gaps,
    Instant? GapsAt,
    IReadOnlyList<Alert> Silent,
    IReadOnlyList<Alert> Incidents,
    IReadOnlyList<KeptLine> Quarantine);
