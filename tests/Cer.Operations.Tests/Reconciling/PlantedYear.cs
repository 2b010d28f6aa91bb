using System.Text;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Domain.Metering;
using Cer.Domain.Rules;
using Cer.Exchange.Contract;
using Cer.Exchange.Faults;
using Cer.Operations.Demo;
using Cer.Operations.Reconciling;
using Cer.Settlement;
using Cer.Settlement.Payments;
using NodaTime;

namespace Cer.Operations.Tests.Reconciling;

/// <summary>A year of the invented Magliano with GSE's statements and the bank's credits, true or with something planted.</summary>
internal sealed partial class PlantedYear
{
    private static readonly TownHours Town = TownHours.Instance;
    private static readonly (EnergyCommunity Community, RuleBook Rules) Declared = Read();
    private static readonly PriceTable AllPrices = PricesOf(true);

    private readonly IReadOnlyDictionary<int, CauseKind> _plants;
    private readonly Dictionary<int, decimal> _carried = [];

    public PlantedYear(IReadOnlyDictionary<int, CauseKind> plants) => _plants = plants;

    /// <summary>Holds the year against its statements and its credits.</summary>
    public IReadOnlyList<ReconciledMonth> Reconcile() => Reconciliation.Of(
        [.. Enumerable.Range(1, 12).Select(month => Ground(month, PlantOf(month)))], ground => Material(ground.Month));

    private CauseKind? PlantOf(int month) => _plants.TryGetValue(month, out var kind) ? kind : null;

    private MonthMaterial Material(MarketMonth month)
    {
        var late = PlantOf(month.Month) == CauseKind.LateData;
        return new(
            Input(month, late ? ("IT999E00000503", 5) : null), late ? Input(month, null) : null, AllPrices, new HashSet<string>());
    }

    private MonthGround Ground(int month, CauseKind? plant)
    {
        var first = new LocalDate(TownHours.Year, month, 1);
        var (advanceTold, advancePaid) = (first.PlusMonths(1).PlusDays(24), first.PlusMonths(3).PlusDays(-3));
        var (told, paid) = (first.PlusMonths(2).PlusDays(24), first.PlusMonths(4).PlusDays(-2));
        var truth = new OtherHand(month).Compute();
        var stated = plant is null ? truth : Stated(month, plant.Value, truth);
        var received = new List<ReceivedAmount>();
        var statements = new List<MonthStatement>();

        var advance = new GseFile().Of(month, "Acconto", advanceTold, advancePaid);
        foreach (var (up, tip, cac) in OtherHand.Advances(month)) advance.Up(up, null, tip, cac);
        statements.AddRange(advance.Read((month * 10) + 1));
        received.Add(new(Cents(advance.Net), advancePaid));

        var settled = Settle(month, "Completo", plant == CauseKind.Recalculation ? truth : stated, plant, advance.Net, told, paid);
        statements.AddRange(settled.Read((month * 10) + 2));
        var credit = settled.Net - (plant == CauseKind.FeeNetting ? 146.40m : 0m);
        if (plant == CauseKind.MinimumPayout)
        {
            _carried[month + 1] = credit;
            credit = 0m;
        }

        credit += _carried.GetValueOrDefault(month);
        if (credit != 0m) received.Add(new(Cents(credit), paid));
        if (plant == CauseKind.Recalculation)
        {
            var again = Settle(month, "Ricalcolo", stated, plant, advance.Net, told.PlusMonths(2), paid.PlusMonths(2));
            statements.AddRange(again.Read((month * 10) + 3));
            received.Add(new(Cents(again.Net - settled.Net), paid.PlusMonths(2)));
        }

        return new()
        {
            Month = new(TownHours.Year, month),
            Balance = null,
            Fees = Fees,
            Advised = AdvisedMonth.Of(statements),
            Received = received,
            Today = new(TownHours.Year + 2, 1, 1),
        };
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
    private static long[] ByBand(OtherHand hand, string pod)
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

    /// <summary>What the month is settled on; of one point the first days may have been half of what they were.</summary>
    private static SettlementInput Input(MarketMonth month, (string Pod, int Days)? early)
    {
        var grid = new ReadingGrid(Declared.Community);
        for (var hour = 0; hour < month.HourCount; hour++)
        {
            var at = (int)(month.FirstHour - Town.First) + hour;
            for (var pod = 0; pod < grid.Pods.Count; pod++)
            {
                var code = grid.Pods[pod];
                var unit = grid.UnitsOf(pod) is { Length: > 0 } units ? units[0] : -1;
                var withdrawn = Town.Withdrawn[code][at];
                if (early is var (which, days) && which == code && hour < days * 24) withdrawn /= 2;
                Assert.Equal(RowVerdict.Accepted, grid.Add(
                    pod, unit, (month.FirstHour + hour) * 4, 60, unit < 0 ? -1 : Town.Injected[code][at], withdrawn));
            }
        }

        return new(Declared.Community, Declared.Rules, grid, PricesOf(false), month, month);
    }

    private static PriceTable PricesOf(bool all)
    {
        var table = new PriceTable();
        for (var hour = 0; hour < Town.Hours; hour++)
        {
            table.Add(MarketZone.Cnor, (Town.First + hour) * 4, 60, Town.Cnor[hour]);
            if (all) table.Add(MarketZone.Csud, (Town.First + hour) * 4, 60, Town.Csud[hour]);
        }

        return table;
    }

    /// <summary>15, 35, 25, 15, 15, 15 EUR and 22 %: DM 106/2024 by hand.</summary>
    private static FeeCharge[] Fees =>
    [
        .. new (string Plant, long Net, long Vat)[]
        {
            ("UP-SCUOLA", 15_00, 3_30), ("UP-MUNICIPIO", 35_00, 7_70), ("UP-LECCIO", 15_00, 3_30),
            ("UP-PALESTRA", 25_00, 5_50), ("UP-MAGAZZINO", 15_00, 3_30), ("UP-OFFICINA", 15_00, 3_30),
        }.Select(fee => new FeeCharge(new(TownHours.Year, fee.Plant, new(fee.Net), new(fee.Vat)), new(TownHours.Year, 3, 31))),
    ];

    private static (EnergyCommunity, RuleBook) Read()
    {
        var faults = new FaultList();
        var community = CommunityFile.Read(Encoding.UTF8.GetBytes(DemoCommunity.Contract), faults)!.Community;
        var overlay = RuleFiles.Read("rules/demo.yaml", Encoding.UTF8.GetBytes(DemoRules.Text(TownHours.Year, TownHours.Seed)), faults)!;
        var rules = RuleFiles.Compose([overlay], faults);
        Assert.Empty(faults.Faults);
        return (community, rules);
    }

    private static Money Cents(decimal eur) => new(decimal.ToInt64(eur * 100m));
}
