using Cer.Domain;
using Cer.Operations.Reconciling;
using NodaTime;

namespace Cer.Operations.Tests.Reconciling;

/// <summary>One month of it by itself, with whatever GSE states.</summary>
internal sealed partial class PlantedYear
{
    public static ReconciledMonth Hold(StatedMonth stated) =>
        Assert.Single(Reconciliation.Of([GroundOf(stated)], _ => MaterialOf(stated)));

    public static MonthMaterial MaterialOf(StatedMonth stated)
    {
        var month = new MarketMonth(TownHours.Year, stated.Month);
        return new(
            Input(month, stated.Late), stated.Late is null ? null : Input(month, null), AllPrices, new HashSet<string>());
    }

    /// <summary>The hours of a point by bands, as GSE would make them.</summary>
    public static long[] Bands(OtherHand hand, string pod) => GseYear.ByBand(hand, pod);

    public static MonthGround GroundOf(StatedMonth stated)
    {
        var first = new LocalDate(TownHours.Year, stated.Month, 1);
        var (advanceTold, advancePaid) = (first.PlusMonths(1).PlusDays(24), first.PlusMonths(3).PlusDays(-3));
        var (told, paid) = (first.PlusMonths(2).PlusDays(24), first.PlusMonths(4).PlusDays(-2));
        var advance = new GseFile().Of(stated.Month, "Acconto", advanceTold, advancePaid);
        foreach (var (up, tip, cac) in OtherHand.Advances(stated.Month)) advance.Up(stated.Unit(up), null, tip, cac);
        var statements = new List<MonthStatement>(advance.Read(1));
        var received = new List<ReceivedAmount> { new(GseYear.Cents(advance.Net), advancePaid) };

        var settled = FileOf(stated, "Completo", stated.Former ?? stated.Stated, advance.Net, told, paid);
        statements.AddRange(settled.Read(2));
        if (settled.Net - stated.Kept is var credit and not 0m) received.Add(new(GseYear.Cents(credit), paid));
        if (stated.Former is not null)
        {
            var again = FileOf(stated, "Ricalcolo", stated.Stated, advance.Net, told.PlusMonths(2), paid.PlusMonths(2));
            statements.AddRange(again.Read(3));
            received.Add(new(GseYear.Cents(again.Net - settled.Net), paid.PlusMonths(2)));
        }

        return new()
        {
            Month = new(TownHours.Year, stated.Month),
            Balance = null,
            Fees = Fees,
            Advised = AdvisedMonth.Of(statements),
            Received = received,
            Today = new(TownHours.Year + 2, 1, 1),
        };
    }

    private static GseFile FileOf(StatedMonth stated, string kind, OtherHand hand, decimal advanced, LocalDate told, LocalDate paid)
    {
        var file = new GseFile().Of(stated.Month, kind, told, paid);
        if (stated.TellsPoints)
        {
            foreach (var pod in hand.Kwh.Keys)
                file.Point(pod, hand.FeedKwh[pod], hand.Kwh[pod], stated.Profiled.Contains(pod) ? "profilato" : "orario");
        }

        foreach (var (up, due) in hand.Due) file.Up(stated.Unit(up), due.Shared, due.Tip, due.Cac);
        if (stated.RecoversAdvance) file.Charge("Recupero acconti", -advanced);
        stated.More(file);
        return file;
    }
}
