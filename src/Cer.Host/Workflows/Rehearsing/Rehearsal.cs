using System.Text.Json.Nodes;
using Cer.Storage.Workflows;
using Cer.Workflows.Definitions;
using Cer.Workflows.Expressions;
using Cer.Workflows.Hosting;
using Npgsql;

namespace Cer.Host.Workflows.Rehearsing;

/// <summary>Runs a workflow on the data of a community with its clock standing at a moment, and undoes all of it.</summary>
/// <remarks>
/// What reaches outside is noted instead of done; what a block writes is written, read by those after it, and rolled back. What
/// the published version would have done is rehearsed beside it.
/// </remarks>
internal sealed class Rehearsal(NpgsqlDataSource db, FlowCatalog catalog, IDefinitionStore definitions)
{
    /// <summary>Whether a definition works on the data of a community, so that without them a trial says nothing.</summary>
    public static bool IsNeededFor(WorkflowDefinition definition) =>
        definition.Root.All().Any(node => node.Type.StartsWith("Cer.", StringComparison.Ordinal));

    /// <summary>A draft, the published version where there is one, and what is different.</summary>
    public async Task<JsonObject> CompareAsync(
        int tenant, WorkflowDefinition draft, RehearsalAsk ask, CancellationToken cancellation)
    {
        var versions = await definitions.VersionsAsync(tenant, draft.DefinitionId, cancellation);
        var published = versions.FirstOrDefault(version => version.IsPublished)?.Definition;
        var own = await RunAsync(tenant, draft, ask, cancellation);
        var other = published is null ? null : await RunAsync(tenant, published, ask, cancellation);
        return new()
        {
            ["draft"] = own,
            ["published"] = other,
            ["differences"] = other is null ? new JsonArray() : RehearsalDifferences.Of(own, other),
        };
    }

    public async Task<JsonObject> RunAsync(
        int tenant, WorkflowDefinition definition, RehearsalAsk ask, CancellationToken cancellation)
    {
        var clock = new StandingClock(ask.At);
        var all = await definitions.ListAsync(tenant, cancellation);
        await using var step = await RehearsalTransaction.BeginAsync(db, tenant, cancellation);
        return await TrialRun.RunAsync(
            new(
                TrialGround.Beside(definition, all.Select(one => one.Definition)),
                catalog.Activities.With(ask.Pinned),
                ScriptLanguages.Evaluator(clock, TrialBounds.Expressions),
                clock)
            {
                Bound = TrialBounds.Rehearsal,
                IsBoundedByThread = false,
                With = services => services with
                {
                    Tenant = tenant,
                    UnitOfWork = step,
                    Rehearses = true,
                },
                After = async token => (await step.LettersAsync(TrialBounds.MostTold, token))
                    .Select(letter => new TrialEffect("mail", null, $"{letter.To}: {letter.Subject}")),
            },
            ask.Input,
            cancellation);
    }
}
