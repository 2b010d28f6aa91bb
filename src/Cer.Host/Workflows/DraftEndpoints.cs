using System.Text.Json.Nodes;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Host.Workflows.Rehearsing;
using Cer.Operations.Ports;
using Cer.Workflows.Checking;
using Cer.Workflows.Definitions;
using Cer.Workflows.Expressions;
using Cer.Workflows.Hosting;
using Cer.Workflows.Local;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cer.Host.Workflows;

/// <summary>What the editor asks about a draft; nothing of it is kept.</summary>
internal static class DraftEndpoints
{
    public static void MapDrafts(this IEndpointRouteBuilder routes)
    {
        var drafts = routes.MapGroup("/api/communities/{community}/workflows").WithTags("Workflows")
            .AddEndpointFilter(Answers.TellFaultsAsync);
        drafts.MapGet("/activities", Activities).RequireStaffOr(Role.Designer)
            .WithSummary("The kinds of activities that workflows are made of.");
        drafts.MapPost("/check", Check).RequireStaffOr(Role.Designer)
            .WithSummary("The problems of a draft.");
        drafts.MapPost("/evaluate", Evaluate).RequireStaffOr(Role.Designer)
            .WithSummary("What an expression of a draft comes to.");
        drafts.MapPost("/trial", Trial).RequireStaffOr(Role.Designer)
            .WithSummary("Runs a draft in memory, with nothing done outside.");
    }

    private static Ok<IEnumerable<ActivityView>> Activities(FlowCatalog catalog) => TypedResults.Ok(
        catalog.Activities.Descriptors.Select(ActivityView.Of));

    private static async Task<IResult> Check(
        HttpContext context, FlowCatalog catalog, TimeProvider time, CancellationToken cancellation)
    {
        var body = await DocumentBody.ReadAsync(context);
        var check = new DefinitionCheck(catalog.Activities, Expressions(time));
        return await FlowPlaces.InAsync(
            FlowPlaces.Checks,
            () => Task.FromResult<IResult>(TypedResults.Ok(new { problems = check.Check(body.Definition) })),
            cancellation);
    }

    private static async Task<IResult> Evaluate(
        HttpContext context, FlowCatalog catalog, TimeProvider time, CancellationToken cancellation)
    {
        var body = await DocumentBody.ReadAsync(context);
        var values = new TrialValues(body.Values("input"), body.Values("variables"), body.Values("outputs"));
        return await FlowPlaces.InAsync(FlowPlaces.Trials, Try, cancellation);

        async Task<IResult> Try()
        {
            try
            {
                var value = await new ExpressionTrial(new TrialWorld(), catalog.Activities, Expressions(time), time).EvaluateAsync(
                    body.Definition,
                    body.Text("activityId"),
                    body.Text("syntax") ?? "JavaScript",
                    body.Text("text") ?? "",
                    values,
                    cancellation);
                var sample = new TrialSample().Of(value);
                return Json(new()
                {
                    ["value"] = sample,
                    ["text"] = sample is JsonValue text && text.TryGetValue<string>(out var plain)
                        ? plain : sample?.ToJsonString() ?? "null",
                    ["type"] = Kind(value),
                });
            }
            catch (Exception fault)
                when (fault is ExpressionException or InvalidOperationException or DefinitionException)
            {
                var place = fault as ExpressionException;
                return Json(new()
                {
                    ["fault"] = new JsonObject
                    {
                        ["message"] = fault.Message,
                        ["line"] = place?.Line ?? 0,
                        ["column"] = place?.Column ?? 0,
                    },
                });
            }
        }
    }

    /// <summary>In memory; what works on the data of the community is rehearsed on them, and undone.</summary>
    private static async Task<IResult> Trial(
        string community,
        HttpContext context,
        ICommunityStore communities,
        IDefinitionStore definitions,
        FlowCatalog catalog,
        Rehearsal rehearsal,
        SampleTrial samples,
        FlowClock time,
        CancellationToken cancellation)
    {
        var body = await DocumentBody.ReadAsync(context);
        var ask = RehearsalAsk.Of(body, time);
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        return await FlowPlaces.InAsync(FlowPlaces.Trials, TryAsync, cancellation);

        async Task<IResult> TryAsync()
        {
            if (!await samples.SeesDataAsync(context.Person(), community, cancellation))
                return Json(await samples.RunAsync(found.Value, body.Definition, ask, cancellation));
            if (Rehearsal.IsNeededFor(body.Definition))
                return Json(await rehearsal.RunAsync(found.Value, body.Definition, ask, cancellation));
            // What it begins is rehearsed with it.
            var others = (await definitions.ListAsync(found.Value, cancellation)).Select(one => one.Definition);
            var ground = new TrialGround(
                TrialGround.Beside(body.Definition, others), catalog.Activities.With(ask.Pinned), Expressions(time), time);
            return Json(await TrialRun.RunAsync(ground, ask.Input, cancellation));
        }
    }

    private static ExpressionEvaluator Expressions(TimeProvider time) =>
        ScriptLanguages.Evaluator(time, TrialBounds.Expressions);

    private static ContentHttpResult Json(JsonObject json) =>
        TypedResults.Text(json.ToJsonString(), "application/json");

    private static string Kind(object? value) => value switch
    {
        null => "null",
        string => "String",
        bool => "Boolean",
        IEnumerable<KeyValuePair<string, object?>> => "Object",
        System.Collections.IEnumerable => "Object[]",
        _ => value.GetType().Name,
    };
}
