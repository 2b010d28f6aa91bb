using Cer.Domain;
using Cer.Operations.Reconciling;
using NodaTime;

namespace Cer.Operations.Tests.Reconciling;

/// <summary>What GSE states of each month of a year and what the bank books, by the other hand; true, or with something planted.</summary>
internal sealed class GseYear
{
    /// <summary>The point whose first days came late in the month of late data, half of what they were, and how many days.</summary>
    public static readonly (string Pod, int Days) Early = ("IT999E00000503", 5);

    private static readonly TownHours Town = TownHours.Instance;

    private readonly Dictionary<int, decimal> _carried = [];

    public GseYear(IReadOnlyDictionary<int, CauseKind> plants) =>
        Months = [.. Enumerable.Range(1, 12).Select(month => Of(month, plants.TryGetValue(month, out var kind) ? kind : null))];

    /// <summary>January first.</summary>
    public IReadOnlyList<GseMonth> Months { get; }

    /// <summary>How GSE and the bank put a month right when they were told: the true figures, and what they move.</summary>
    /// <remarks>A fee that was taken out unsaid is said; data that came late were ours, and nothing comes of them.</remarks>
    public (GseFile Statement, GseCredit? Credit)? Correct(int month, CauseKind plant)
    {
        if (plant == CauseKind.LateData) return null;
        var statements = Months[month - 1].Statements;
        var (advance, last) = (statements[0], statements[^1]);
        var again = Settle(
            month, "Ricalcolo", new OtherHand(month).Compute(), null, advance.Net, last.Published.PlusMonths(2), last.Paid.PlusMonths(2));
        var credit = again.Net == last.Net ? null : new GseCredit("recalculation", Cents(again.Net - last.Net), again.Paid);
        return plant switch
        {
            CauseKind.FeeNetting => (again.Charge("Oneri", -146.40m), credit),
            // A line that a recalculation does not repeat stays as it was.
            CauseKind.MinimumPayout => (again.Charge("Altro", 0m), credit),
            _ => (again, credit),
        };
    }

    private GseMonth Of(int month, CauseKind? plant)
    {
        var first = new LocalDate(TownHours.Year, month, 1);
        var (advanceTold, advancePaid) = (first.PlusMonths(1).PlusDays(24), first.PlusMonths(3).PlusDays(-3));
        var (told, paid) = (first.PlusMonths(2).PlusDays(24), first.PlusMonths(4).PlusDays(-2));
        var truth = new OtherHand(month).Compute();
        var stated = plant is null ? truth : Stated(month, plant.Value, truth);

        var advance = new GseFile().Of(month, "Acconto", advanceTold, advancePaid);
        foreach (var (up, tip, cac) in OtherHand.Advances(month)) advance.Up(up, null, tip, cac);
        var settled = Settle(month, "Completo", plant == CauseKind.Recalculation ? truth : stated, plant, advance.Net, told, paid);
        var (statements, credits) = (new List<GseFile> { advance, settled }, new List<GseCredit>
        {
            new("advance", Cents(advance.Net), advancePaid),
        });
        var credit = settled.Net - (plant == CauseKind.FeeNetting ? 146.40m : 0m);
        if (plant == CauseKind.MinimumPayout)
        {
            _carried[month + 1] = credit;
            credit = 0m;
        }

        credit += _carried.GetValueOrDefault(month);
        if (credit != 0m) credits.Add(new("complete", Cents(credit), paid));
        if (plant == CauseKind.Recalculation)
        {
            var again = Settle(month, "Ricalcolo", stated, plant, advance.Net, told.PlusMonths(2), paid.PlusMonths(2));
            statements.Add(again);
            credits.Add(new("recalculation", Cents(again.Net - settled.Net), paid.PlusMonths(2)));
        }

        return new(month, statements, credits);
    }

    private static GseFile Settle(
        int month, string kind, OtherHand hand, CauseKind? plant, decimal advanced, LocalDate told, LocalDate paid)
    {
        var file = new GseFile().Of(month, kind, told, paid);
        foreach (var pod in hand.Kwh.Keys)
        {
            var profiled = plant == CauseKind.ProfiledPod && hand.OtherWithdrawn.ContainsKey(pod);
            file.Point(pod, hand.FeedKwh[pod], hand.Kwh[pod], profiled ? "profilato" : "orario");
        }

        foreach (var (up, due) in hand.Due) file.Up(up, due.Shared, due.Tip, due.Cac);
        if (plant != CauseKind.AdvanceNotRecovered) file.Charge("Recupero acconti", -advanced);
        if (plant == CauseKind.MinimumPayout) file.Charge("Altro", 37.40m - file.Net);
        return file;
    }

    private static OtherHand Stated(int month, CauseKind plant, OtherHand truth)
    {
        var hand = plant switch
        {
            CauseKind.PriceZone => new OtherHand(month) { Prices = Town.Csud },
            CauseKind.ExemptionShare => new OtherHand(month) { NobodyExempt = true },
            CauseKind.Rounding => new OtherHand(month) { CentsByTheHour = true },
            CauseKind.MissingPod or CauseKind.MembershipDate or CauseKind.PowerBracket or CauseKind.ProfiledPod
                or CauseKind.Recalculation => new OtherHand(month),
            _ => truth,
        };
        if (plant == CauseKind.MissingPod) hand.CountedFrom["IT999E00000404"] = null;
        if (plant == CauseKind.MembershipDate) hand.CountedFrom["IT999E00000407"] = new(TownHours.Year, month, 12);
        if (plant == CauseKind.PowerBracket) hand.Bracket["UP-MUNICIPIO"] = (70m, 110m);
        if (plant == CauseKind.ProfiledPod) hand.OtherWithdrawn["IT999E00000501"] = ByBand(hand, "IT999E00000501");
        if (plant == CauseKind.Recalculation)
            hand.OtherWithdrawn["IT999E00000504"] = [.. Town.Withdrawn["IT999E00000504"][hand.From..hand.To].Select(micro =>
                micro * 105 / 100)];
        return ReferenceEquals(hand, truth) ? truth : hand.Compute();
    }

    /// <summary>F1, F2 and F3 of the point, each spread evenly: for a month without a holiday in the week.</summary>
    internal static long[] ByBand(OtherHand hand, string pod)
    {
        var own = Town.Withdrawn[pod][hand.From..hand.To];
        var bands = new int[own.Length];
        for (var hour = 0; hour < own.Length; hour++)
        {
            var local = Instant.FromUnixTimeSeconds((Town.First + hand.From + hour) * 3600).InZone(MarketHour.Rome);
            bands[hour] = (local.DayOfWeek, local.Hour) switch
            {
                (IsoDayOfWeek.Sunday, _) or (_, >= 23) or (_, < 7) => 3,
                (IsoDayOfWeek.Saturday, _) or (_, 7) or (_, >= 19) => 2,
                _ => 1,
            };
        }

        return [.. bands.Select(band =>
            own.Where((_, hour) => bands[hour] == band).Sum() / bands.Count(one => one == band))];
    }

    internal static Money Cents(decimal eur) => new(decimal.ToInt64(eur * 100m));
}
