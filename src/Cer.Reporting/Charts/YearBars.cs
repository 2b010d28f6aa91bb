using Cer.Domain;
using Cer.Reporting.Texts;
using Microsoft.AspNetCore.Components;
using NodaTime;

namespace Cer.Reporting.Charts;

/// <summary>Twelve months of shared energy within a whole (given, or taken), with what each was worth.</summary>
internal static class YearBars
{
    private const int Width = 688;
    private const int Height = 150;
    private const decimal Left = 44;

    /// <summary>A month of the trend; without energies it was not settled.</summary>
    internal sealed record Month(YearMonth At, Energy? Whole, Energy? Shared, Money? Worth);

    public static MarkupString Draw(Speech say, IReadOnlyList<Month> months, (string Name, string Colour) whole)
    {
        var drawing = new Drawing(Width, Height, Description(say, months));
        var largest = months.Select(month => month.Whole?.KilowattHours ?? 0).DefaultIfEmpty().Max();
        var scale = new Scale(largest, 20, Height - 34);
        foreach (var tick in scale.Ticks)
        {
            drawing.Line(Left, scale.At(tick), Width, scale.At(tick), tick == 0 ? Drawing.Ink : Drawing.Faint);
            drawing.Text(Left - 5, scale.At(tick) + 3, say.Number(tick, tick == 0 ? 0 : scale.Decimals), "end", 7.5m);
        }

        var room = (Width - Left) / months.Count;
        for (var i = 0; i < months.Count; i++)
        {
            var (x, month) = (Left + (i * room), months[i]);
            var last = i == months.Count - 1;
            if (month.Whole is { } all && month.Shared is { } shared)
            {
                drawing.Stand(scale, x + (room * 0.16m), room * 0.33m, all.KilowattHours, whole.Colour);
                drawing.Stand(scale, x + (room * 0.5m), room * 0.33m, shared.KilowattHours, Drawing.Shared);
            }

            drawing.Text(x + (room / 2), Height - 21, say.ShortMonth(month.At), size: 8.5m, bold: last);
            drawing.Text(x + (room / 2), Height - 8, Worth(say, month), size: 8, bold: last);
        }

        drawing.Text(0, 9, "kWh", "start", 7.5m);
        drawing.Bar(Left, 2, 9, 9, whole.Colour);
        drawing.Text(Left + 13, 10, whole.Name, "start");
        var next = Left + 30 + (whole.Name.Length * 5.2m);
        drawing.Bar(next, 2, 9, 9, Drawing.Shared);
        drawing.Text(next + 13, 10, say.T("condivisa; sotto il mese, gli euro", "shared; below the month, the euro"), "start");
        return drawing.Done();
    }

    private static string Worth(Speech say, Month month) =>
        month.Worth is { } worth ? say.Euro(worth) : month.Whole is null ? "—" : "?";

    private static string Description(Speech say, IReadOnlyList<Month> months) => string.Join(' ', months
        .Where(month => month.Shared is not null)
        .Select(month => $"{say.Month(month.At)}: {say.Kwh(month.Shared)}."));
}
