namespace Cer.Addon.Tests.Apps;

/// <summary>An invented town with one roof, and an inverter on it.</summary>
internal static class Town
{
    public const string Pod = "IT999E00000101";
    public const string Entity = "sensor.scuola_inverter_total_energy";

    public const string Definition = """
        name: Prova
        configuration: CER
        constituted_on: 2024-03-01
        members:
          - {id: comune, name: Comune di Prova, category: local_authority}
        pods:
          - {pod: IT999E00000101, member: comune, from: 2024-03-01}
        plants:
          - {id: UP-SCUOLA, pod: IT999E00000101, source: photovoltaic, market_zone: CNOR, fc_area: Centro,
             power_kw: 20, in_service: 2024-04-10, incentive_from: 2024-05-01}
        """;

    public const string Inverter = $"""
        Cer.Apps.InverterConfig:
          Plants:
            - Name: Scuola
              Pod: {Pod}
              Counter: {Entity}
              MaxPowerKw: 40
        """;

    /// <summary>The quarter of an hour that was over before the last one began: nobody waits for the clock.</summary>
    public static DateTimeOffset Quarter { get; } = QuarterBefore(TimeProvider.System.GetUtcNow());

    private static DateTimeOffset QuarterBefore(DateTimeOffset now) =>
        new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.FromMinutes(15).Ticks), TimeSpan.Zero).AddMinutes(-15);
}
