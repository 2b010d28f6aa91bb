using Cer.Domain;
using Cer.Operations.Documents;
using Cer.Reporting.Texts;
using Microsoft.AspNetCore.Components;
using NodaTime;

namespace Cer.Reporting.Charts;

/// <summary>The days of a month as groups of bars: made, given, taken, shared. A day whose data are missing has a question mark.</summary>
internal static class DayBars
{
    private const int Width = 688;
    private const int Height = 190;
    private const decimal Left = 44;

    public static MarkupString Draw(Speech say, IReadOnlyList<DayFacts> days, bool member)
    {
        var series = Series(say, days, member);
        var drawing = new Drawing(Width, Height, Description(say, days, member));
        var largest = days.SelectMany(day => series.Select(one => one.Of(day)?.KilowattHours ?? 0)).DefaultIfEmpty().Max();
        var scale = new Scale(largest, 22, Height - 20);
        Axis(say, drawing, scale);
        var room = (Width - Left) / days.Count;
        var bar = room * 0.78m / series.Count;
        for (var i = 0; i < days.Count; i++)
        {
            var x = Left + (i * room) + (room * 0.11m);
            for (var s = 0; s < series.Count; s++)
            {
                if (series[s].Of(days[i]) is { } energy)
                    drawing.Stand(scale, x + (s * bar), bar * 0.92m, energy.KilowattHours, series[s].Colour);
                else if (days[i].Missing > 0)
                    drawing.Text(x + (s * bar) + (bar / 2), scale.Bottom - 3, "?", size: 6, colour: series[s].Colour);
            }

            var weekend = days[i].Day.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday;
            drawing.Text(x + (room * 0.39m), Height - 8, say.Count(days[i].Day.Day), size: 7.5m, bold: weekend);
        }

        Legend(drawing, series);
        return drawing.Done();
    }

    private static List<(string Name, string Colour, Func<DayFacts, Energy?> Of)> Series(
        Speech say, IReadOnlyList<DayFacts> days, bool member)
    {
        var series = new List<(string, string, Func<DayFacts, Energy?>)>();
        if (days.Any(day => day.Produced is not null))
            series.Add((say.T("prodotta", "produced"), Drawing.Produced, day => day.Produced));
        if (!member || days.Any(day => day.Injected is { MicroKilowattHours: > 0 }))
            series.Add((say.T("immessa in rete", "injected"), Drawing.Injected, day => day.Injected));
        series.Add((say.T("prelevata dalla rete", "withdrawn"), Drawing.Withdrawn, day => day.Withdrawn));
        series.Add((say.T("condivisa", "shared"), Drawing.Shared, day => day.Shared));
        return series;
    }

    private static void Axis(Speech say, Drawing drawing, Scale scale)
    {
        foreach (var tick in scale.Ticks)
        {
            drawing.Line(Left, scale.At(tick), Width, scale.At(tick), tick == 0 ? Drawing.Ink : Drawing.Faint);
            drawing.Text(Left - 5, scale.At(tick) + 3, say.Number(tick, tick == 0 ? 0 : scale.Decimals), "end", 7.5m);
        }

        drawing.Text(0, 9, "kWh", "start", 7.5m);
    }

    private static void Legend(Drawing drawing, List<(string Name, string Colour, Func<DayFacts, Energy?> Of)> series)
    {
        var x = Left;
        foreach (var (name, colour, _) in series)
        {
            drawing.Bar(x, 2, 9, 9, colour);
            drawing.Text(x + 13, 10, name, "start");
            x += 26 + (name.Length * 5.2m);
        }
    }

    private static string Description(Speech say, IReadOnlyList<DayFacts> days, bool member)
    {
        var best = days.Where(day => day.Shared is not null).MaxBy(day => day.Shared!.Value.MicroKilowattHours);
        var what = member
            ? say.T("Energia prelevata e condivisa, giorno per giorno.", "Energy withdrawn and shared, day by day.")
            : say.T("Energia immessa, prelevata e condivisa, giorno per giorno.", "Energy injected, withdrawn and shared, day by day.");
        return best is null
            ? what
            : say.T(
                $"{what} Il giorno con più energia condivisa è {say.Day(best.Day)}: {say.Kwh(best.Shared)}.",
                $"{what} The day with most shared energy is {say.Day(best.Day)}: {say.Kwh(best.Shared)}.");
    }
}
