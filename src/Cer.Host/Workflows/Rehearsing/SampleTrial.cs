using System.Text.Json.Nodes;
using Cer.Operations.Ports;
using Cer.Workflows.Definitions;
using Cer.Workflows.Expressions;
using Cer.Workflows.Hosting;

namespace Cer.Host.Workflows.Rehearsing;

/// <summary>Tries a draft for who draws workflows and may not see the data of the community: on samples, in memory.</summary>
/// <remarks>
/// A drawing can write down whatever its blocks read, so nothing that it tells could be covered afterwards: here no block reads.
/// The data of an invented community belong to nobody and are rehearsed on as by the staff.
/// </remarks>
internal sealed class SampleTrial(ICommunityStore communities, IDefinitionStore definitions, FlowCatalog catalog, FlowClock time)
{
    /// <summary>Whether a person may see what a rehearsal on the community's data tells.</summary>
    public async Task<bool> SeesDataAsync(Person person, string community, CancellationToken cancellation) =>
        person.Has(community, RoleWords.Staff)
        || (await communities.ListAsync(cancellation)).Any(one => one.Code == community && one.Invented);

    /// <summary>Runs it with the samples that were given.</summary>
    /// <exception cref="BadHttpRequestException">A block that reads data has no sample.</exception>
    public async Task<JsonObject> RunAsync(
        int tenant, WorkflowDefinition definition, RehearsalAsk ask, CancellationToken cancellation)
    {
        var open = definition.Root.All().Where(Reads).FirstOrDefault(node => !ask.Pinned.ContainsKey(node.Id));
        if (open is not null)
            throw new BadHttpRequestException(
                $"Found the block {open.Id} that reads data of the community, expected a pinned sample for it: "
                + "a designer tries on samples or in an invented community, an operator on the data.",
                StatusCodes.Status403Forbidden);
        // What it begins must not read either.
        var others = (await definitions.ListAsync(tenant, cancellation))
            .Select(one => one.Definition).Where(other => !Rehearsal.IsNeededFor(other));
        return await TrialRun.RunAsync(
            new(
                TrialGround.Beside(definition, others),
                catalog.Activities.With(ask.Pinned),
                ScriptLanguages.Evaluator(time, TrialBounds.Expressions),
                time),
            ask.Input,
            cancellation);
    }

    private static bool Reads(ActivityNode node) => node.Type.StartsWith("Cer.", StringComparison.Ordinal);
}
