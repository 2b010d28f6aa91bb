using NetDaemon.AppModel;

namespace Cer.Apps.Tests.Homes;

/// <summary>The settings that a test gives an app.</summary>
internal sealed record Fixed<T>(T Value) : IAppConfig<T>
    where T : class, new();
