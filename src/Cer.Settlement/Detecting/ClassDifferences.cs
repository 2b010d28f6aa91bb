namespace Cer.Settlement.Detecting;

/// <summary>Finds quarters of which device and distributor both tell, and tell otherwise.</summary>
internal static class ClassDifferences
{
    public static IEnumerable<Doubt> Find(QuarterSeries series, CalendarDays days) => DoubtSpans.OfDays(
        DoubtKind.DeviceVsDistributor,
        days,
        series.Count,
        quarter =>
        {
            var (device, distributor) = (series.Device[quarter], series.Distributor[quarter]);
            if (device < 0 || distributor < 0) return null;
            var difference = Math.Abs(device - distributor);
            var part = (long)(Math.Max(device, distributor) * DoubtLimits.ClassPart);
            return difference > Math.Max(DoubtLimits.ClassFloor, part) ? difference : null;
        });
}
