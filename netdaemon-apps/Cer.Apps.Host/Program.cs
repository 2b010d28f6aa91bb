using Cer.Apps.Host;
using Microsoft.Extensions.Hosting;

await CollectorsHost.Of(args).Build().RunAsync();
