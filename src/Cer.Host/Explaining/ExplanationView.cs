using Cer.Host.Viewing;
using Cer.Operations.Explaining;

namespace Cer.Host.Explaining;

/// <summary>Why amounts of a month are what they are, as JSON.</summary>
/// <param name="Month">The month.</param>
/// <param name="Run">The run that the month stands on.</param>
/// <param name="IsOfRun">Whether the amounts are those of the run; if not, a new run is due.</param>
/// <param name="Amounts">The amounts with their parts.</param>
internal sealed record ExplanationView(string Month, long Run, bool IsOfRun, IReadOnlyList<AmountView> Amounts)
{
    public static IResult Answer(Explanation explanation, string month, string? day) => explanation switch
    {
        Explanation.Made made => TypedResults.Ok(new ExplanationView(
            month, made.Run, made.IsOfRun, [.. made.Amounts.Select(line => AmountView.Of(line, day))])),
        Explanation.NotSettled => Problems.NotFound($"Found no settlement of {month}, expected a month that was settled."),
        Explanation.Nothing => Problems.NotFound($"Found nothing of that in {month}, expected a unit or a member of the month."),
        Explanation.Refused => TypedResults.Problem(
            "Found a declaration that cannot be settled any more, expected the one of the run: cer settle tells its faults.",
            statusCode: 409),
        _ => throw new NotSupportedException($"An explanation has no answer for {explanation.GetType().Name}."),
    };
}
