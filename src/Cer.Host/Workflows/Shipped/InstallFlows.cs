using System.Globalization;
using System.Text.Json.Nodes;
using Cer.Host.Data;
using Cer.Operations.Ports;
using Cer.Workflows.Definitions;
using Cer.Workflows.Hosting;

namespace Cer.Host.Workflows.Shipped;

/// <summary>Gives a community the workflows that come with the program: published the first time, never over what people made.</summary>
/// <remarks>
/// A newer edition takes the place of an older one that nobody touched. Where somebody changed, retracted or drew one of the same
/// name, it becomes a draft beside it, with a note; while a person's own draft is open it waits until that is published.
/// </remarks>
internal sealed class InstallFlows(IDefinitionStore store, DefinitionDesk desk)
{
    /// <summary>What versions of the program's own are signed with, before the edition.</summary>
    public const string Signature = "cer: fornito con il programma, edizione ";

    private const string NoteKey = "cer:note";

    /// <summary>Installs them in every community of an installation; one sentence for each that was.</summary>
    public static async Task<IReadOnlyList<string>> EverywhereAsync(
        Settings settings, TimeProvider time, CancellationToken cancellation)
    {
        await using var services = new ServiceCollection().AddLogging().AddServer(settings, time).BuildServiceProvider();
        List<string> told = [];
        foreach (var community in await services.GetRequiredService<ICommunityStore>().ListAsync(cancellation))
        {
            var here = await services.GetRequiredService<InstallFlows>().RunAsync(community.Id, ShippedFlows.All, cancellation);
            told.AddRange(here.Select(sentence => $"{community.Code}: {sentence}"));
        }

        return told;
    }

    /// <summary>One sentence for each workflow that was installed, or could not be.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(
        CommunityId community, IReadOnlyList<ShippedFlow> shipped, CancellationToken cancellation)
    {
        List<string> told = [];
        foreach (var flow in shipped)
        {
            try
            {
                if (await InstallAsync(community.Value, flow, cancellation) is { } sentence) told.Add(sentence);
            }
            catch (DefinitionConflictException)
            {
                // Another server installs it, or somebody works on it just now: it is looked at again.
            }
        }

        return told;
    }

    private async Task<string?> InstallAsync(int tenant, ShippedFlow flow, CancellationToken cancellation)
    {
        var id = flow.Definition.DefinitionId;
        var versions = await store.VersionsAsync(tenant, id, cancellation);
        var isOurs = versions.All(version => version.SavedBy.StartsWith(Signature, StringComparison.Ordinal));
        if (versions.Any(version => ShippedFlow.EditionOf(version.Definition) >= flow.Edition))
        {
            // Saved, but the server stopped before it was published.
            var isHalf = isOurs && versions[0].PublishedAt is null && (versions.Count == 1 || versions[1].IsPublished);
            return isHalf ? await PublishAsync(tenant, id, versions[0].Revision, cancellation) : null;
        }

        if (versions is [{ PublishedAt: null, HasRun: false } draft, ..] && !isOurs
            && !draft.SavedBy.StartsWith(Signature, StringComparison.Ordinal)) return null;
        var who = Signature + flow.Edition.ToString(CultureInfo.InvariantCulture);
        var isPlain = isOurs && (versions.Count == 0 || versions[0].IsPublished);
        var saved = await store.SaveAsync(
            tenant, isPlain ? flow.Definition : Noted(flow), versions.Count == 0 ? null : versions[0].Revision, who, cancellation,
            always: true);
        return isPlain
            ? await PublishAsync(tenant, id, saved.Revision, cancellation)
            : $"the workflow {id}: edition {flow.Edition} lies beside yours as a draft";
    }

    private async Task<string> PublishAsync(int tenant, string id, DefinitionRevision revision, CancellationToken cancellation)
    {
        var result = await desk.PublishAsync(tenant, id, revision, cancellation);
        return result.Published is not null
            ? $"the workflow {id} is installed and published"
            : $"the workflow {id} is a draft, it cannot be published: {result.Problems.First(problem => problem.Prevents).Message}";
    }

    private static WorkflowDefinition Noted(ShippedFlow flow)
    {
        var json = (JsonObject)flow.Definition.Json.DeepClone();
        var custom = json["customProperties"] as JsonObject ?? [];
        json["customProperties"] = custom;
        custom[NoteKey] = "Versione più recente fornita con il programma: la confronti con la sua e la pubblichi se la vuole usare.";
        return DefinitionText.Read(json.ToJsonString());
    }
}
