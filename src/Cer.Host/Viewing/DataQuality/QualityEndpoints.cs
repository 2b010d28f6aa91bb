using System.Globalization;
using System.Text.Json;
using Cer.Host.People;
using Cer.Operations.Intake;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cer.Host.Viewing.DataQuality;

/// <summary>How complete the data are and what waits, as JSON or CSV; and decisions about lines kept apart.</summary>
internal static class QualityEndpoints
{
    private const int MostBytes = 64 * 1024;

    public static void MapQuality(this RouteGroupBuilder group)
    {
        group.MapGet("/data", GetData)
            .WithSummary("Completeness, gaps, silent devices and quarantine; as CSV one of them.");
        group.MapPost("/quarantine/{message}/{line}", Decide)
            .WithMetadata(new Gateway.BodySize(MostBytes))
            .WithSummary("Makes a reading of a line that waits, or rejects it for good.");
    }

    private static async Task<IResult> GetData(
        string community,
        string? format,
        string? table,
        HttpContext context,
        ICommunityStore communities,
        ViewData view,
        CancellationToken cancellation)
    {
        var (csv, noFormat) = Asked.Format(format);
        var (which, noTable) = Asked.Table(table, "completeness", "gaps", "silent", "quarantine");
        if ((noFormat ?? noTable) is { } problem) return problem;
        if (await communities.FindAsync(community, cancellation) is not { } found
            || await view.RunAsync(found, QualityView.MostRows + 1, cancellation) is not { } page) return Problems.NoCommunity;
        var answer = QualityView.Of(page);
        var name = $"{community}-dati-{which}";
        return !csv ? TypedResults.Ok(answer) : which switch
        {
            "gaps" => Answer.Table(context, csv, name, answer.Gaps, GapRow.Columns),
            "silent" => Answer.Table(context, csv, name, answer.Silent, QualityView.SilentRow.Columns),
            "incidents" => Answer.Table(context, csv, name, answer.Incidents, QualityView.IncidentRow.Columns),
            "quarantine" => Answer.Table(context, csv, name, answer.Quarantine, KeptRow.Columns),
            _ => Answer.Table(context, csv, name, answer.Completeness, QualityView.CompletenessRow.Columns),
        };
    }

    private static async Task<IResult> Decide(
        string community,
        string message,
        string line,
        HttpContext context,
        ICommunityStore communities,
        IDataView data,
        ReleaseQuarantine release,
        CancellationToken cancellation)
    {
        var (request, problem) = await ReadAsync(context.Request, cancellation);
        if (problem is not null) return problem;
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        if (Asked.Number(line) is not { } number || !long.TryParse(message, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            || await data.LineAsync(found, id, number, cancellation) is not { Exists: true } kept)
        {
            return Problems.NotFound("Found no such line in quarantine, expected one that data lists.");
        }

        if (kept.Decided) return Decided;
        var outcome = await release.RunAsync(
            found, id, [number], request.Decision == "accept", context.Person().Login, request.Reason ?? "", cancellation);
        return outcome switch
        {
            ReleaseOutcome.Decided decided => TypedResults.Ok(new { id, line = number, readings = decided.Readings.Written }),
            ReleaseOutcome.Refused when await data.LineAsync(found, id, number, cancellation) is { Decided: true } => Decided,
            ReleaseOutcome.Refused refused => Problems.Bad($"{char.ToUpperInvariant(refused.Reason[0])}{refused.Reason[1..]}."),
            _ => throw new NotSupportedException($"Found {outcome.GetType().Name}, expected a known outcome."),
        };
    }

    private static async Task<(DecisionRequest Request, IResult? Problem)> ReadAsync(
        HttpRequest request, CancellationToken cancellation)
    {
        var nothing = new DecisionRequest(null, null);
        if (!request.HasJsonContentType())
            return (nothing, TypedResults.Problem("Found another content type, expected application/json.", statusCode: 415));
        try
        {
            if (await request.ReadFromJsonAsync<DecisionRequest>(cancellation) is not { } decision)
                return (nothing, Problems.Bad("Found no decision, expected an object with decision and reason."));
            if (decision.Decision is not ("accept" or "reject"))
                return (nothing, Problems.Bad("Found another decision, expected accept or reject."));
            return string.IsNullOrWhiteSpace(decision.Reason)
                ? (nothing, Problems.Bad("Found no reason, expected one."))
                : (decision, null);
        }
        catch (BadHttpRequestException bad)
        {
            return (nothing, TypedResults.Problem(bad.Message, statusCode: bad.StatusCode));
        }
        catch (JsonException)
        {
            return (nothing, Problems.Bad("Found a body that is not such JSON, expected an object with decision and reason."));
        }
    }

    private static ProblemHttpResult Decided => TypedResults.Problem(
        "Found a line that is decided about, expected one that waits: a decision stays.", statusCode: 409);
}
