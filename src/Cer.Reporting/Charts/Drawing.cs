using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Components;

namespace Cer.Reporting.Charts;

/// <summary>A drawing in SVG that stands by itself: no script, no style sheet, nothing to fetch.</summary>
internal sealed class Drawing(int width, int height, string description)
{
    public const string Ink = "#33414e";
    public const string Faint = "#d9dfe5";
    public const string Injected = "#e9a820";
    public const string Withdrawn = "#8798a8";
    public const string Shared = "#0b7a53";
    public const string Produced = "#f6dc9c";

    private readonly StringBuilder _svg = new();

    public void Bar(decimal x, decimal y, decimal barWidth, decimal barHeight, string colour)
    {
        if (barHeight <= 0 || barWidth <= 0) return;
        Add($"<rect x=\"{x:0.##}\" y=\"{y:0.##}\" width=\"{barWidth:0.##}\" height=\"{barHeight:0.##}\" fill=\"{colour}\"/>");
    }

    /// <summary>A bar that stands on the line of zero.</summary>
    public void Stand(Scale scale, decimal x, decimal barWidth, decimal value, string colour) =>
        Bar(x, scale.At(value), barWidth, scale.Bottom - scale.At(value), colour);

    public void Line(decimal x1, decimal y1, decimal x2, decimal y2, string colour)
    {
        Add($"<line x1=\"{x1:0.##}\" y1=\"{y1:0.##}\" x2=\"{x2:0.##}\" y2=\"{y2:0.##}\"");
        Add($" stroke=\"{colour}\" stroke-width=\"0.8\"/>");
    }

    public void Text(
        decimal x,
        decimal y,
        string text,
        string anchor = "middle",
        decimal size = 8.5m,
        string colour = Ink,
        bool bold = false)
    {
        Add($"<text x=\"{x:0.##}\" y=\"{y:0.##}\" text-anchor=\"{anchor}\" font-size=\"{size:0.##}\" fill=\"{colour}\"");
        if (bold) Add($" font-weight=\"bold\"");
        Add($" font-family=\"Open Sans, DejaVu Sans, sans-serif\">{WebUtility.HtmlEncode(text)}</text>");
    }

    public MarkupString Done() => new(string.Create(
        CultureInfo.InvariantCulture,
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\"")
        + $" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(description)}\">{_svg}</svg>");

    private void Add(FormattableString element) => _svg.Append(element.ToString(CultureInfo.InvariantCulture));
}
