namespace Cer.Operations.Homes;

/// <summary>The words of Home Assistant.</summary>
internal static class HomeWords
{
    public static string Of(HomePlatform platform) => platform switch
    {
        HomePlatform.BinarySensor => "binary_sensor",
        HomePlatform.Button => "button",
        _ => "sensor",
    };

    public static string? Of(HomeSum sum) => sum switch
    {
        HomeSum.Measurement => "measurement",
        HomeSum.TotalOfDay or HomeSum.TotalOfMonth => "total",
        HomeSum.Register => "total_increasing",
        _ => null,
    };
}
