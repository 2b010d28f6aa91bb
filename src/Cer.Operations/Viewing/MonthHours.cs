namespace Cer.Operations.Viewing;

/// <summary>The hours of a month, with the numbers of what they speak of.</summary>
/// <param name="Hours">The hours, in order.</param>
/// <param name="Numbers">The store's numbers.</param>
/// <param name="Plants">Number of the plant of each unit.</param>
public sealed record MonthHours(
    IReadOnlyList<MonthHour> Hours, RegistryNumbers Numbers, IReadOnlyDictionary<string, int> Plants);
