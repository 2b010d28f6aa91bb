using Cer.Domain;
using Cer.Reporting.Texts;
using Microsoft.AspNetCore.Components;

namespace Cer.Reporting.Charts;

/// <summary>How much of what was given, and of what was taken, was shared: two bars of a hundred parts.</summary>
internal static class ShareBars
{
    private const int Width = 688;
    private const decimal Left = 150;

    public static MarkupString Draw(Speech say, Energy? injected, Energy withdrawn, Energy shared)
    {
        var rows = new List<(string Name, Energy Whole, string Left, string Colour)>();
        if (injected is { } given)
        {
            var left = say.T("ceduta alla rete", "left to the grid");
            rows.Add((say.T("Energia immessa", "Energy injected"), given, left, Drawing.Injected));
        }

        var bought = say.T("dalla rete", "from the grid");
        rows.Add((say.T("Energia prelevata", "Energy withdrawn"), withdrawn, bought, Drawing.Withdrawn));
        var drawing = new Drawing(Width, (rows.Count * 34) + 4, string.Join(' ', rows.Select(row =>
            $"{row.Name}: {say.Percent(shared.KilowattHours, row.Whole.KilowattHours)} {say.T("condivisa", "shared")}.")));
        var y = 4m;
        foreach (var (name, whole, rest, colour) in rows)
        {
            var part = whole.MicroKilowattHours == 0 ? 0 : Math.Min(1, shared.KilowattHours / whole.KilowattHours);
            var cut = (Width - Left) * part;
            drawing.Text(0, y + 11, name, "start", 9.5m, bold: true);
            drawing.Text(0, y + 23, say.RoundKwh(whole), "start");
            drawing.Bar(Left, y, cut, 24, Drawing.Shared);
            drawing.Bar(Left + cut, y, Width - Left - cut, 24, whole.MicroKilowattHours == 0 ? Drawing.Faint : colour);
            var label = $"{say.T("condivisa", "shared")} {say.Percent(part, 1)}";
            if (cut > 120) drawing.Text(Left + 7, y + 15.5m, label, "start", 9, "#ffffff", true);
            else if (cut > 0) drawing.Text(Left + cut + 7, y + 15.5m, label, "start", 9, "#1c2731", true);
            if (Width - Left - cut > 260) drawing.Text(Width - 7, y + 15.5m, $"{rest} {say.Percent(1 - part, 1)}", "end", 9, "#1c2731");
            y += 34;
        }

        return drawing.Done();
    }
}
