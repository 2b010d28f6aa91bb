using Cer.Operations.Viewing;
using NodaTime.Text;

namespace Cer.Host.Viewing.Today;

/// <summary>The day as one picture.</summary>
internal sealed record TodayView : TotalsView
{
    private TodayView(DayPage page)
        : base(page.Totals, page.Euro)
    {
        Day = LocalDatePattern.Iso.Format(page.Day);
        At = HourView.Text(page.At);
        Provisional = page.Provisional;
        Invented = page.Invented;
        (Units, UnitsMetered) = page.Production;
        Hours = [.. page.Hours.Select(HourView.Of)];
        Yesterday = TotalsView.Of(page.Yesterday, page.YesterdayEuro);
        (SilentDevices, OpenGaps, Quarantined) = page.Open;
    }

    public string Day { get; }

    public string At { get; }

    public bool Provisional { get; }

    public bool Invented { get; }

    /// <summary>Units in service.</summary>
    public int Units { get; }

    /// <summary>Of them, those whose production meter was heard: producedKwh and selfKwh are of these.</summary>
    public int UnitsMetered { get; }

    public HourView[] Hours { get; }

    public TotalsView Yesterday { get; }

    public int SilentDevices { get; }

    /// <summary>Null while they are searched for the first time.</summary>
    public int? OpenGaps { get; }

    public int Quarantined { get; }

    public static TodayView Of(DayPage page) => new(page);
}
