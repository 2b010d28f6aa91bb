using Cer.Domain;
using Cer.Operations.Intake;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Demo;

/// <summary>Goes on with the story of the invented community, quarter by quarter, through the intake.</summary>
/// <remarks>
/// It goes on where the meters in the store stand, so after a rest it first tells what was missed, a day at most in one
/// message; two that tell it at once say the same.
/// </remarks>
public sealed class ContinueDemo(
    ICommunityStore communities,
    IReadingStore readings,
    DemoDeclaration declaration,
    TakeReadings intake,
    TimeProvider time)
{
    private const int MostQuarters = 96;
    private static readonly Duration AfterQuarter = Duration.FromSeconds(30);

    private readonly DemoMessages _messages = new();
    private LocalDate? _prepared;

    /// <summary>Sends what is due next; null where the invented community is not, or has no data.</summary>
    public async Task<DemoStep?> RunAsync(CancellationToken cancellation)
    {
        if (await communities.FindAsync(Magliano.Code, cancellation) is not { } community) return null;
        var rules = (await communities.LoadAsync(community, null, cancellation))?.Rules ?? [];
        var seeds = rules.Select(rule => DemoRules.SeedOf(rule.Text)).OfType<ulong>().ToArray();
        if (seeds.Length == 0) return null;

        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        if (await ToldSoFar.LoadAsync(readings, community, now, cancellation) is not { } told) return null;
        var start = told.Until;
        var due = Math.Min(MostQuarters, (int)Math.Floor((now - start - AfterQuarter) / Quarter.Length));
        if (due <= 0) return new(0, start, start + Quarter.Length + AfterQuarter);

        await PrepareAsync(rules, start, now, seeds[0], cancellation);
        var end = start + (due * Quarter.Length);
        var made = end + AfterQuarter;
        List<DemoMessage> messages = [_messages.Of(made, told.Exchange(DemoTown.Between(start, end, seeds[0])))];
        // They stand where the others do, unless a message of one kind was lost: then they catch up.
        var production = Instant.Min(told.ProductionUntil, end);
        var lines = told.Production(DemoTown.Between(production, end, seeds[0]), seeds[0]);
        if (lines.Count > 0) messages.Add(_messages.Of(made, lines));
        await new DemoSender(intake, community).SendTogetherAsync(messages, cancellation);
        return new(messages.Sum(message => message.Lines), end, end + Quarter.Length + AfterQuarter);
    }

    /// <summary>Once a day: its prices, and in a new year its rules.</summary>
    private async Task PrepareAsync(
        IReadOnlyList<RuleText> rules, Instant start, Instant now, ulong seed, CancellationToken cancellation)
    {
        var (first, today) = (start.InZone(MarketHour.Rome).Date, now.InZone(MarketHour.Rome).Date);
        if (_prepared == today) return;
        var begin = rules.Select(rule => DemoRules.YearOf(rule.Name)).OfType<int>().DefaultIfEmpty(today.Year).Min();
        await declaration.DeclareAsync(begin, today.Year, seed, cancellation);
        await declaration.PriceAsync(first, today, seed, cancellation);
        _prepared = today;
    }
}
