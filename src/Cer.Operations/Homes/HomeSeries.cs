namespace Cer.Operations.Homes;

/// <summary>A series of long-term statistics: kWh, or EUR.</summary>
/// <param name="Id">As <c>cer:magliano_shared</c>; it never changes.</param>
/// <param name="Name">What people read.</param>
/// <param name="IsMoney">EUR; else kWh.</param>
public sealed record HomeSeries(string Id, string Name, bool IsMoney = false)
{
    public const string Source = "cer";
    public const string Shared = "shared";
    public const string Injected = "injected";
    public const string Grid = "grid";
    public const string Incentive = "incentive";

    public string Unit => IsMoney ? "EUR" : "kWh";

    public static string IdOf(string slug, string what) => $"{Source}:{slug}_{what}";
}
