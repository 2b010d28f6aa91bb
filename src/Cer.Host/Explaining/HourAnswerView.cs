using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Host.Viewing;
using Cer.Operations.Explaining;
using Cer.Settlement.Explaining;
using NodaTime.Text;

namespace Cer.Host.Explaining;

/// <summary>One hour as JSON: kWh and euro; null is not known, or not to be told.</summary>
/// <param name="From">Start of the hour, UTC.</param>
/// <param name="To">End of the hour, UTC.</param>
/// <param name="Run">The run that its month stands on.</param>
/// <param name="IsOfRun">Whether the month still gives what the run has; if not, a new run is due.</param>
/// <param name="Community">What the community gave, took and shared.</param>
/// <param name="Units">The premium of each unit, with the parts of its tariff.</param>
/// <param name="Member">The hour of the member; null when none was asked for.</param>
internal sealed record HourAnswerView(
    string From,
    string To,
    long Run,
    bool IsOfRun,
    HourAnswerView.CommunityView Community,
    IReadOnlyList<AmountView> Units,
    HourAnswerView.MemberView? Member)
{
    /// <param name="answer">What is known.</param>
    /// <param name="isOwn">Whether a member looks, who is told of others only when they are many.</param>
    public static IResult Answer(HourAnswer answer, bool isOwn) => answer switch
    {
        HourAnswer.Made made => TypedResults.Ok(Of(made.Hour, isOwn)),
        HourAnswer.NotSettled => Problems.NotFound("Found no settlement of that hour's month, expected a month that was settled."),
        HourAnswer.Nothing => Problems.NotFound("Found no point of the member in that month, expected a month it takes part in."),
        HourAnswer.Refused => TypedResults.Problem(
            "Found a declaration that cannot be settled any more, expected the one of the run: cer settle tells its faults.",
            statusCode: 409),
        _ => throw new NotSupportedException($"An hour has no answer for {answer.GetType().Name}."),
    };

    private static HourAnswerView Of(ExplainedHour hour, bool isOwn)
    {
        var isPrivate = isOwn && hour.HasPrivateUnits;
        // What was shared is the lesser of the two: it tells either, and so does the premium that it earned. With its own part a member
        // knows what is shared of each kWh taken: by that any one of the three tells the others.
        var isUntold = isOwn && (hour.Others < Anonymity.Fewest || (isPrivate && hour.OtherProducers < Anonymity.Fewest));
        return new(
            InstantPattern.General.Format(hour.Hour.Start),
            InstantPattern.General.Format(hour.Hour.End),
            hour.Run,
            hour.IsOfRun,
            new(
                isUntold ? null : hour.Injected.KilowattHours,
                isUntold ? null : hour.Withdrawn.KilowattHours,
                isUntold ? null : hour.Shared.KilowattHours,
                isUntold ? null : hour.Members,
                hour.MissingPoints,
                hour.UnmeasuredPoints),
            isUntold ? [] : isPrivate ? [Together(hour)] : [.. hour.Units.Select(line => AmountView.Of(line, null))],
            hour.Member is { } member ? MemberView.Of(member) : null);
    }

    private static AmountView Together(ExplainedHour hour) =>
        AmountView.Of(ExplainedAmount.Sum("hour.units", hour.Units) with { Parts = [] }, null);

    internal sealed record CommunityView(
        decimal? InjectedKwh, decimal? WithdrawnKwh, decimal? SharedKwh, int? Members, int MissingPoints, int UnmeasuredPoints);

    internal sealed record MemberView(
        decimal? WithdrawnKwh,
        decimal? InjectedKwh,
        decimal? SharedKwh,
        int Points,
        int MissingPoints,
        string Quality,
        decimal? EstimateEur)
    {
        public static MemberView Of(MemberInHour member) => new(
            member.Points == 0 ? null : member.Withdrawn.KilowattHours,
            member.Points == 0 ? null : member.Injected.KilowattHours,
            member.Points == 0 ? null : member.Shared.KilowattHours,
            member.Points,
            member.Missing,
            member.Quality is { } quality ? CodeLists.Qualities.Word(quality) : "missing",
            member.Estimate is { } estimate ? decimal.Round(estimate, 6, MidpointRounding.AwayFromZero) : null);
    }
}
