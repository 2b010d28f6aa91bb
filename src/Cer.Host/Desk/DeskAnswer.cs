using System.Globalization;
using Cer.Host.Viewing;
using Cer.Operations.Desk;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cer.Host.Desk;

/// <summary>What became of something asked of the desk, as an answer.</summary>
internal static class DeskAnswer
{
    private const int MostFaults = 200;

    public static ProblemHttpResult NoVersion { get; } =
        Problems.Bad("Found no version, expected the one of the register that the form was written on.");

    public static IResult Of(DeskOutcome outcome) => outcome switch
    {
        DeskOutcome.Planned planned => TypedResults.Ok(PlanView.Of(planned.Plan)),
        DeskOutcome.Kept kept => TypedResults.Json(PlanView.Of(kept.Plan, kept.Act), statusCode: StatusCodes.Status201Created),
        DeskOutcome.Refused refused => Faulty(refused.Faults),
        DeskOutcome.Stale stale => TypedResults.Problem(
            string.Create(CultureInfo.InvariantCulture, $"Found version {stale.Found}, expected {stale.Expected}: look again."),
            statusCode: StatusCodes.Status409Conflict,
            extensions: new Dictionary<string, object?> { ["found"] = stale.Found, ["expected"] = stale.Expected }),
        DeskOutcome.NotAllowed not => TypedResults.Problem(not.Sentence, statusCode: StatusCodes.Status409Conflict),
        _ => Problems.NotFound("Found no such act, expected one of the desk's list."),
    };

    /// <summary>Each fault with its field, so that a form says it beside that.</summary>
    public static ProblemHttpResult Faulty(IReadOnlyList<FieldFault> faults) => TypedResults.Problem(
        faults.Count == 0 ? "Found nothing to do, expected something." : string.Create(
            CultureInfo.InvariantCulture,
            $"{Place(faults[0])} {faults[0].Found}, expected {faults[0].Expected}{More(faults.Count - 1)}."),
        statusCode: StatusCodes.Status400BadRequest,
        extensions: new Dictionary<string, object?> { ["faults"] = faults.Take(MostFaults).ToArray(), ["all"] = faults.Count });

    private static string Place(FieldFault fault) => fault.Field.Length > 0 ? $"{fault.Field}: found" : "Found";

    private static string More(int more) => more == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; and {more} more");
}
