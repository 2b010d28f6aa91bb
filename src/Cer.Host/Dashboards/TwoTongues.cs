namespace Cer.Host.Dashboards;

/// <summary>A text in both languages of the pages.</summary>
internal sealed record TwoTongues(string It, string En)
{
    public static TwoTongues Of(string? italian, string? english) => new(italian ?? "", english ?? italian ?? "");
}
