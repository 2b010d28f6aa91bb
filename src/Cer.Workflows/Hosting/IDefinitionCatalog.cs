using Cer.Workflows.Running;

namespace Cer.Workflows.Hosting;

/// <summary>The definitions of each tenant, to run them.</summary>
public interface IDefinitionCatalog
{
    IDefinitionSource Of(int tenant);
}
