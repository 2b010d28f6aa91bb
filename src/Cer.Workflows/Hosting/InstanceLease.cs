namespace Cer.Workflows.Hosting;

/// <summary>An instance that a node holds for a while, as it was when it took it.</summary>
/// <param name="Key">Which.</param>
/// <param name="VersionId">The version it runs.</param>
/// <param name="Revision">Counts what was written: each commit names the one before it.</param>
/// <param name="Token">Counts the owners: an older one cannot write.</param>
/// <param name="State">As it was kept.</param>
/// <param name="JournalRows">How many rows its journal has.</param>
/// <param name="Tells">When its parent hears of it: <c>end</c>, <c>rest</c>, or null.</param>
/// <param name="Taken">How often it was taken since something was last written.</param>
/// <param name="HasMail">Whether anything was told to it when it was taken, due or not.</param>
public sealed record InstanceLease(
    InstanceKey Key,
    string VersionId,
    long Revision,
    long Token,
    string State,
    long JournalRows,
    string? Tells,
    int Taken,
    bool HasMail);
