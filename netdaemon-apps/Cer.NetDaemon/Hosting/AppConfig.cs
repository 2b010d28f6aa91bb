using Microsoft.Extensions.Configuration;
using NetDaemon.AppModel;

namespace Cer.NetDaemon;

/// <summary>The settings of an app; what its folder does not say is as the class has it.</summary>
internal sealed class AppConfig<T>(IConfiguration configuration) : IAppConfig<T>
    where T : class, new()
{
    public T Value { get; } = configuration.GetSection(typeof(T).FullName!).Get<T>() ?? new T();
}
