using Microsoft.Extensions.Options;

namespace NetDaemon.AppModel;

/// <summary>The settings of an app, read from the section that has the full name of their type.</summary>
public interface IAppConfig<out T> : IOptions<T>
    where T : class, new();
