namespace Cer.Operations.Demo;

/// <summary>The production meters of the town, one at each roof, whose totals run on.</summary>
/// <param name="before">What the meter of a point, by its number, showed before: watt-hours.</param>
internal sealed class ProductionMeters(Func<int, long> before)
{
    private readonly long[] _totals = [.. Enumerable.Range(0, Magliano.Points.Count)
        .Select(point => Magliano.Points[point].Roof is null ? 0 : before(point))];

    /// <summary>What they tell of the quarters of the town's curves.</summary>
    public List<DemoProduction> Tell(IReadOnlyList<DemoCurve> curves)
    {
        List<DemoProduction> lines = [];
        for (var point = 0; point < curves.Count; point++)
        {
            var curve = curves[point];
            if (curve.Point.Roof is null) continue;
            for (var quarter = 0; quarter < curve.ProducedWh.Count; quarter++)
            {
                _totals[point] += curve.ProducedWh[quarter];
                lines.Add(new(
                    curve.Point, curve.Start + (quarter * Quarter.Length), curve.ProducedWh[quarter], _totals[point]));
            }
        }

        return lines;
    }
}
