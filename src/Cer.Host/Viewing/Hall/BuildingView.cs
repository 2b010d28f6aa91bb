using Cer.Operations.Dashboards;
using Cer.Operations.Hall;
using NodaTime.Text;

namespace Cer.Host.Viewing.Hall;

/// <summary>A point of the municipality, as JSON: what was declared and what its year says; null is not known.</summary>
internal sealed record BuildingView
{
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    private BuildingView(BuildingRow row)
    {
        var (point, figures) = (row.Point, row.Figures);
        (Id, Label, Name, Kind, ContractedKw) = (point.Id, point.Digits, point.Name, Word(point.Kind), point.ContractedKw);
        Opens = point.Hours is { } open ? Clock.Format(open.Opens) : null;
        Closes = point.Hours is { } close ? Clock.Format(close.Closes) : null;
        Revision = point.Declared?.Revision ?? 0;
        DeclaredAt = point.Declared is { } declared ? HourView.Text(declared.At) : null;
        (Days, Hours) = (figures.Days, figures.Hours);
        WithdrawnKwh = figures.Hours == 0 ? null : Kilo(figures.Withdrawn);
        SelfKwh = Kilo(figures.Self);
        KwhPerDay = Rounded(figures.KwhPerDay);
        (BaseKw, NightHours) = (Rounded(figures.BaseKw), figures.NightHours);
        OutsideKwh = Kilo(figures.Outside);
        OutsideShare = Rounded(figures.OutsideShare);
        PeakKw = Kilo(figures.Peak);
        Light = row.Light is { } light ? new(light) : null;
        (QuartersDue, QuartersReceived, QuartersNotMeasured) =
            (row.Quality?.Expected, row.Quality?.Received, row.Quality?.Estimated);
    }

    public int Id { get; }

    /// <summary>The last four characters of its code.</summary>
    public string Label { get; }

    public string? Name { get; }

    public string Kind { get; }

    public decimal? ContractedKw { get; }

    public string? Opens { get; }

    public string? Closes { get; }

    /// <summary>0 while nobody declared anything.</summary>
    public int Revision { get; }

    public string? DeclaredAt { get; }

    public int Days { get; }

    public int Hours { get; }

    public decimal? WithdrawnKwh { get; }

    public decimal? SelfKwh { get; }

    public decimal? KwhPerDay { get; }

    public decimal? BaseKw { get; }

    public int NightHours { get; }

    public decimal? OutsideKwh { get; }

    public decimal? OutsideShare { get; }

    public decimal? PeakKw { get; }

    public long? QuartersDue { get; }

    public long? QuartersReceived { get; }

    public long? QuartersNotMeasured { get; }

    public LightView? Light { get; }

    public static BuildingView Of(BuildingRow row) => new(row);

    private static string Word(PlaceKind kind) => kind switch
    {
        PlaceKind.PublicLighting => "public_lighting",
        PlaceKind.School => "school",
        PlaceKind.PublicBuilding => "public_building",
        _ => "other",
    };

    private static decimal? Kilo(long? micro) => micro / 1_000_000m;

    private static decimal? Rounded(decimal? value) =>
        value is { } known ? Math.Round(known, 4, MidpointRounding.AwayFromZero) : null;

    /// <summary>Street lights against the sun.</summary>
    internal sealed record LightView
    {
        public LightView(LightFigures figures)
        {
            (SunKwh, SunHours) = (Kilo(figures.Sun)!.Value, figures.SunHours);
            SunShare = figures.Total > 0 ? Rounded((decimal)figures.Sun / figures.Total) : null;
            DarkKw = Rounded(figures.DarkKw);
            (LitDays, IsStuck) = (figures.LitDays, figures.LitDays >= LightFigures.DaysOfFault);
            Days = [.. figures.Days.Select(day => new DayView(
                LocalDatePattern.Iso.Format(day.Day), Kilo(day.Sun)!.Value, Kilo(day.Dark)!.Value, day.LitHours, day.IsLit))];
        }

        public decimal SunKwh { get; }

        public int SunHours { get; }

        public decimal? SunShare { get; }

        public decimal? DarkKw { get; }

        public int LitDays { get; }

        public bool IsStuck { get; }

        public DayView[] Days { get; }
    }

    internal sealed record DayView(string Day, decimal SunKwh, decimal DarkKwh, int LitHours, bool Lit);
}
