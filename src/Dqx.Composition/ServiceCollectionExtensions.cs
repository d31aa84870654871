using Dqx.History;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dqx.Composition;

/// <summary>DQX in an application with dependency injection.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>Adds a <see cref="DqxHost"/> as a singleton.</summary>
    /// <remarks>
    /// Log, clock, history and <see cref="IConfiguration"/> are those of the container where it has them and
    /// <paramref name="configure"/> leaves them alone. The provider has to be disposed asynchronously, as the generic host does.
    /// </remarks>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options, when the host is first asked for.</param>
    public static IServiceCollection AddDqx(this IServiceCollection services, Action<DqxHostOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddSingleton(provider =>
        {
            var options = new DqxHostOptions
            {
                LoggerFactory = provider.GetService<ILoggerFactory>(),
                TimeProvider = provider.GetService<TimeProvider>(),
                History = provider.GetService<IMetricHistory>(),
                Configuration = provider.GetService<IConfiguration>(),
            };
            configure?.Invoke(options);
            return DqxHost.Create(options);
        });
        return services;
    }
}
