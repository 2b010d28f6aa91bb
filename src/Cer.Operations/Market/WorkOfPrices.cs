namespace Cer.Operations.Market;

/// <summary>What the daily work came to, and how many days of zones still lack prices.</summary>
public sealed record WorkOfPrices(FetchReport Report, int Left);
