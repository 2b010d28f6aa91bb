namespace Cer.Exchange.Gme;

/// <summary>A row of the market's interface, as its texts: the place in the answer, the day, the hour, the zone, the price.</summary>
internal sealed record GmeQuote(int Row, string Day, string Hour, string Period, string Market, string Zone, string? Price);
