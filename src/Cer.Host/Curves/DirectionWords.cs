using Cer.Operations.Importing;

namespace Cer.Host.Curves;

/// <summary>The words of a curve's direction.</summary>
internal static class DirectionWords
{
    public const string Expected = "withdrawn, injected or produced";

    public static CurveDirection? Read(string? word) => word switch
    {
        "withdrawn" => CurveDirection.Withdrawn,
        "injected" => CurveDirection.Injected,
        "produced" => CurveDirection.Produced,
        _ => null,
    };

    public static string Of(CurveDirection direction) => direction switch
    {
        CurveDirection.Withdrawn => "withdrawn",
        CurveDirection.Injected => "injected",
        _ => "produced",
    };
}
