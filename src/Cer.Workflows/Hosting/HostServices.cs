using Cer.Workflows.Activities;
using Cer.Workflows.Expressions;
using Cer.Workflows.Running;

namespace Cer.Workflows.Hosting;

/// <summary>What a node runs instances with.</summary>
public sealed record HostServices(
    ActivityCatalog Catalog,
    IDefinitionCatalog Definitions,
    ExpressionEvaluator Expressions,
    IRequestSender Requests,
    TimeProvider Time,
    JoinMode Joins = JoinMode.Counter);
