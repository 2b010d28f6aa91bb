using Cer.Operations.Viewing;

namespace Cer.Host.Viewing.Plants;

/// <summary>A plant with the days and hours of a month.</summary>
internal sealed record PlantDetailView : PlantView
{
    private PlantDetailView(PlantPage page)
        : base(page)
    {
        Days = [.. PlantDayView.Of(page.Hours)];
        Hours = [.. page.Hours.Select(PlantHourView.Of)];
    }

    public PlantDayView[] Days { get; }

    public PlantHourView[] Hours { get; }

    public static new PlantDetailView Of(PlantPage page) => new(page);
}
