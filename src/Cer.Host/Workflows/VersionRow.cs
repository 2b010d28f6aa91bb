using Cer.Workflows.Hosting;

namespace Cer.Host.Workflows;

/// <summary>A version of a workflow as a list shows it.</summary>
internal sealed record VersionRow(
    int Version, string VersionId, int Revision, bool IsPublished, bool IsLatest, string ChangedBy, DateTimeOffset ChangedAt)
{
    public static VersionRow Of(SavedDefinition saved) => new(
        saved.Revision.Version,
        saved.Definition.VersionId,
        saved.Revision.Revision,
        saved.IsPublished,
        saved.IsLatest,
        saved.SavedBy,
        saved.SavedAt);
}
