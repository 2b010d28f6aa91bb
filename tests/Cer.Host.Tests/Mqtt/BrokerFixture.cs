namespace Cer.Host.Tests.Mqtt;

/// <summary>One broker for the tests of a class, which follow one another.</summary>
public sealed class BrokerFixture(PostgresFixture postgres) : IAsyncLifetime
{
    private TestBroker? _broker;

    public TestBroker Broker => _broker!;

    public async ValueTask InitializeAsync() => _broker = await TestBroker.StartAsync(postgres);

    public ValueTask DisposeAsync() => _broker?.DisposeAsync() ?? ValueTask.CompletedTask;
}
