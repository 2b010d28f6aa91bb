using Cer.Host.Data;
using Cer.Operations.Intake;

namespace Cer.Host.Mqtt;

/// <summary>What the door for MQTT needs beside the stores, the clock and the other doors.</summary>
internal static class MqttServices
{
    /// <summary>Adds the intake over MQTT when there is a broker.</summary>
    public static IServiceCollection AddMqttIntake(this IServiceCollection services, MqttSettings? broker)
    {
        if (broker is null) return services;
        return services
            .AddSingleton(broker)
            .AddSingleton<TakeTopicMessages>()
            .AddHostedService<MqttIntake>();
    }
}
