using Cer.Host.Addon;
using Cer.Host.Data;
using Cer.Operations.Intake;
using Cer.Operations.Intake.Counters;

namespace Cer.Host.Mqtt;

/// <summary>What the door for MQTT needs beside the stores, the clock and the other doors.</summary>
internal static class MqttServices
{
    /// <summary>Adds the intake over MQTT when there is a broker, or somebody who will tell of one.</summary>
    public static IServiceCollection AddMqttIntake(
        this IServiceCollection services,
        MqttSettings? broker,
        IReadOnlyList<ShellySettings>? shellies = null,
        SupervisorWords? words = null)
    {
        services.AddSingleton<IReadOnlyList<CounterRule>>([.. (shellies ?? []).Select(shelly => shelly.Rule)])
            .AddSingleton<TakeCounters>()
            .AddSingleton<TakeOwnWords>()
            .AddSingleton<TakeTopicMessages>();
        if (broker is not null) services.AddSingleton(broker);
        if (words is not null) services.AddSingleton(words);
        return broker is null && words is null ? services : services.AddHostedService<MqttIntake>();
    }
}
